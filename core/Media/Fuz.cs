using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>Finds the voice in a <c>.fuz</c> of Skyrim or Fallout 4: <c>FUZE</c>, u32 version, u32 lip size, the lip, then a RIFF file to the end.</summary>
internal static class Fuz
{
    private const int HeaderBytes = 12, RiffHeadBytes = 12;

    /// <summary>The file with the place of its voice when it is a fuz; else the file as it is.</summary>
    /// <exception cref="ModkitException">MED20: there is no voice in it.</exception>
    public static MediaFile FindVoice(MediaFile file)
    {
        using FileStream stream = file.Open();
        Span<byte> head = stackalloc byte[HeaderBytes];
        try
        {
            if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.StartsWith("FUZE"u8)) return file;
            long start = HeaderBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
            if (start > stream.Length - RiffHeadBytes) throw new ModkitException(MediaIssues.NoVoiceInFuz(file.Name));
            stream.Position = start;
            Span<byte> riff = stackalloc byte[RiffHeadBytes];
            stream.ReadExactly(riff);
            string demuxer = riff[8..].SequenceEqual("XWMA"u8) ? "xwma" : riff[8..].SequenceEqual("WAVE"u8) ? "wav" : "";
            if (!riff.StartsWith("RIFF"u8) || demuxer.Length == 0) throw new ModkitException(MediaIssues.NoVoiceInFuz(file.Name));
            return file with { StartByte = start, Demuxer = demuxer };
        }
        catch (IOException e)
        {
            throw new ModkitException(MediaIssues.CannotOpen(file.Name), e);
        }
    }
}
