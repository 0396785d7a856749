using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Audio2Face.Modkit.Media;

/// <summary>Bytes of a plain WAV file to amplitudes.</summary>
internal static class WavSamples
{
    /// <summary>Decodes interleaved samples; integers are scaled so that full scale is -1..1.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, WavEncoding encoding, Span<float> samples)
    {
        switch (encoding)
        {
            case WavEncoding.Unsigned8:
                for (int i = 0; i < samples.Length; i++) samples[i] = (bytes[i] - 128) * (1f / 128);
                break;
            case WavEncoding.Signed16:
                DecodeSigned16(bytes, samples);
                break;
            case WavEncoding.Signed24:
                for (int i = 0; i < samples.Length; i++)
                {
                    int sample = bytes[3 * i] | (bytes[(3 * i) + 1] << 8) | (unchecked((sbyte)bytes[(3 * i) + 2]) << 16);
                    samples[i] = sample * (1f / 8388608);
                }
                break;
            case WavEncoding.Signed32:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) * (1f / 2147483648);
                break;
            case WavEncoding.Float32:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            default:
                for (int i = 0; i < samples.Length; i++) samples[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
        }
    }

    /// <summary>Eight at a time: most recordings are of this kind. Every step is exact, so it does not matter how many are taken together.</summary>
    private static void DecodeSigned16(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        int i = 0;
        if (BitConverter.IsLittleEndian)
        {
            ref short source = ref Unsafe.As<byte, short>(ref MemoryMarshal.GetReference(bytes[..(2 * samples.Length)]));
            ref float target = ref MemoryMarshal.GetReference(samples);
            for (; i <= samples.Length - Vector128<short>.Count; i += Vector128<short>.Count)
            {
                (Vector128<int> lower, Vector128<int> upper) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
                (Vector128.ConvertToSingle(lower) * (1f / 32768)).StoreUnsafe(ref target, (nuint)i);
                (Vector128.ConvertToSingle(upper) * (1f / 32768)).StoreUnsafe(ref target, (nuint)i + 4);
            }
        }
        for (; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) * (1f / 32768);
    }

    /// <summary>The mean of the channels: a voice keeps its level wherever it sits, and the sum of loud channels never clips.</summary>
    /// <remarks>
    /// FFmpeg's own matrix for one channel (<c>-ac 1</c>) scales differently for integer and float sources; NVIDIA's reference takes the mean.
    /// </remarks>
    public static void MixToMono(ReadOnlySpan<float> interleaved, int channelCount, Span<float> mono)
    {
        if (channelCount == 1)
        {
            interleaved.CopyTo(mono);
            return;
        }
        float share = 1f / channelCount;
        for (int frame = 0; frame < mono.Length; frame++)
        {
            float sum = 0;
            foreach (float sample in interleaved.Slice(frame * channelCount, channelCount)) sum += sample;
            mono[frame] = sum * share;
        }
    }
}
