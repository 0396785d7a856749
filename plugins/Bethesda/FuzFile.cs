using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>A <c>.fuz</c> file in its two parts.</summary>
/// <param name="Lip">A whole <c>.lip</c> file; empty when there is none.</param>
/// <param name="Voice">A whole RIFF file, xWMA or WAVE.</param>
public sealed record FuzFile(ReadOnlyMemory<byte> Lip, ReadOnlyMemory<byte> Voice)
{
    internal const int HeaderBytes = 12;

    private const uint Version = 1;

    internal static ReadOnlySpan<byte> Magic => "FUZE"u8;

    /// <summary>Splits a file. Nothing is copied.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <exception cref="ModkitException">BET06: what is wrong and at which offset.</exception>
    public static FuzFile Split(ReadOnlyMemory<byte> file, string fileName)
    {
        int lipBytes = LipLength(file.Span, file.Length, fileName);
        return new FuzFile(file.Slice(HeaderBytes, lipBytes), file[(HeaderBytes + lipBytes)..]);
    }

    /// <summary>Length of the lip file behind the header.</summary>
    /// <param name="head">At least the header, when the file has one.</param>
    /// <param name="fileBytes">Length of the whole file.</param>
    /// <param name="fileName">Name for messages.</param>
    internal static int LipLength(ReadOnlySpan<byte> head, long fileBytes, string fileName)
    {
        if (head.Length < HeaderBytes) throw BethesdaIssues.NotFuz(fileName, $"it ends inside its header of 12 bytes");
        if (!head.StartsWith(Magic)) throw BethesdaIssues.NotFuz(fileName, $"it does not begin with 'FUZE'");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), lipBytes = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        if (version != Version) throw BethesdaIssues.NotFuz(fileName, $"the version at offset 4 is {version}, not 1");
        if (lipBytes > fileBytes - HeaderBytes)
            throw BethesdaIssues.NotFuz(fileName, $"the lip length at offset 8 is {lipBytes}, but only {fileBytes - HeaderBytes} bytes follow");
        if (lipBytes > LipReader.MostFileBytes) throw BethesdaIssues.TooLarge(fileName, lipBytes);
        return (int)lipBytes;
    }

    /// <summary>Writes the two parts as one file.</summary>
    internal void Write(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Lip.Length);
        stream.Write(header);
        stream.Write(Lip.Span);
        stream.Write(Voice.Span);
    }
}
