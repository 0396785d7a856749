using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>Makes the WAV that a game file carries: 16-bit PCM, mono, at a rate the game plays.</summary>
internal static class VoiceWave
{
    private const int HeaderBytes = 44, PieceBytes = 64 * 1024, SampleBytes = 2;
    private const int MostBytes = Limits.ClipMebibytes * 1024 * 1024;

    /// <summary>The lowest allowed rate that keeps all of the recording, or else the highest one.</summary>
    public static int ChooseRateHz(IReadOnlyList<int> allowedHz, int sourceHz)
    {
        int best = 0;
        foreach (int rateHz in allowedHz)
        {
            bool isBetter = best < sourceHz ? rateHz > best : rateHz >= sourceHz && rateHz < best;
            if (isBetter) best = rateHz;
        }
        return best;
    }

    /// <summary>Converts with FFmpeg.</summary>
    /// <exception cref="ModkitException">MED08, MED11, MED13, MED14 or MED15.</exception>
    public static async Task<ReadOnlyMemory<byte>> ConvertAsync(FfmpegTools tools, MediaFile file, MediaInfo info, int rateHz,
        FfmpegTimeouts timeouts, CancellationToken cancellation)
    {
        ArrayBufferWriter<byte> bytes = new(PieceBytes);
        bytes.GetSpan(HeaderBytes)[..HeaderBytes].Clear();
        bytes.Advance(HeaderBytes);
        try
        {
            await using ToolProcess process = ToolProcess.Start(tools.FfmpegPath, FfmpegCommand.Convert(file, info, rateHz, tools.HasSoxr));
            while (await process.ReadAsync(bytes.GetMemory(PieceBytes), timeouts.Silence, cancellation).ConfigureAwait(false) is > 0 and int count)
            {
                bytes.Advance(count);
                if (bytes.WrittenCount > MostBytes) throw new ModkitException(MediaIssues.TooLargeForOneClip(file.Name));
            }
            int exitCode = await process.WaitForExitAsync(timeouts.Silence, cancellation).ConfigureAwait(false);
            if (exitCode != 0) throw new ModkitException(MediaIssues.FfmpegFailed(file.Name, FfmpegMessages.Reason(process.Messages, exitCode, file)));
        }
        catch (Win32Exception e)
        {
            throw new ModkitException(MediaIssues.FfmpegMissing(file.Name), e);
        }
        catch (TimeoutException e)
        {
            throw new ModkitException(MediaIssues.FfmpegStuck(file.Name, timeouts.Silence.TotalSeconds), e);
        }
        if (bytes.WrittenCount == HeaderBytes) throw new ModkitException(MediaIssues.NoSamples(file.Name));
        byte[] wave = bytes.WrittenSpan.ToArray();
        WriteHeader(wave, rateHz);
        return wave;
    }

    /// <summary>Puts a header before samples that were converted already.</summary>
    public static ReadOnlyMemory<byte> Pack(FileStream samples, int rateHz)
    {
        byte[] wave = new byte[HeaderBytes + samples.Length];
        samples.ReadExactly(wave.AsSpan(HeaderBytes));
        WriteHeader(wave, rateHz);
        return wave;
    }

    private static void WriteHeader(Span<byte> wave, int rateHz)
    {
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave[4..], wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave[24..], rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(wave[28..], rateHz * SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(wave[32..], SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(wave[34..], 8 * SampleBytes);
        "data"u8.CopyTo(wave[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[40..], wave.Length - HeaderBytes);
    }
}
