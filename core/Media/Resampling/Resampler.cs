using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>Turns mono samples of one rate into 16 kHz, without delay and the same on every machine.</summary>
/// <remarks>
/// Output sample n stands at source position n x rate / 16000; before the first and after the last sample there is silence. There are
/// round(n x 16000 / rate) output samples for n source samples, a half rounded up, as with FFmpeg.
/// </remarks>
internal sealed class Resampler
{
    private readonly ResamplerFilter _filter;
    private readonly float[] _buffer;
    private int _count;
    private long _start; // source position of _buffer[0]
    private long _pushed;
    private long _pulled;
    private long _total = long.MaxValue;

    /// <summary>Starts at silence.</summary>
    /// <param name="filter">The filter of the source's rate.</param>
    /// <param name="blockLength">Most samples of one <see cref="Push"/>.</param>
    public Resampler(ResamplerFilter filter, int blockLength)
    {
        _filter = filter;
        _buffer = new float[(2 * filter.TapCount) + blockLength];
        _count = filter.HalfTapCount - 1;
        _start = -_count;
    }

    /// <summary>Takes the next source samples; everything that <see cref="Pull"/> can give has been pulled before.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        DropUsed();
        samples.CopyTo(_buffer.AsSpan(_count));
        _count += samples.Length;
        _pushed += samples.Length;
    }

    /// <summary>Says that no more samples come.</summary>
    public void Complete()
    {
        DropUsed();
        _buffer.AsSpan(_count, _filter.HalfTapCount).Clear();
        _count += _filter.HalfTapCount;
        _total = ((2 * _pushed * AudioClip.SampleRateHz) + _filter.SourceRateHz) / (2 * _filter.SourceRateHz);
    }

    /// <summary>Gives the output samples that are ready.</summary>
    /// <returns>How many; 0 when more source samples are needed or, once complete, at the end.</returns>
    public int Pull(Span<float> output)
    {
        int written = 0;
        while (written < output.Length && _pulled < _total)
        {
            (long position, long phase) = Math.DivRem(_pulled * _filter.Down, _filter.Up);
            long first = position - _filter.HalfTapCount + 1 - _start;
            if (first + _filter.TapCount > _count) break;
            ReadOnlySpan<float> source = _buffer.AsSpan((int)first, _filter.TapCount);
            output[written++] = _filter.IsBlended ? Blend(source, (double)phase * _filter.PhaseCount / _filter.Up) : Dot(source, _filter.Row((int)phase));
            _pulled++;
        }
        return written;
    }

    private float Blend(ReadOnlySpan<float> source, double phase)
    {
        int row = (int)phase;
        float before = Dot(source, _filter.Row(row));
        float after = Dot(source, _filter.Row(row + 1));
        return before + ((after - before) * (float)(phase - row));
    }

    private void DropUsed()
    {
        long first = (_pulled * _filter.Down / _filter.Up) - _filter.HalfTapCount + 1 - _start;
        int drop = (int)Math.Min(first, _count);
        _buffer.AsSpan(drop, _count - drop).CopyTo(_buffer);
        _count -= drop;
        _start += drop;
    }

    /// <summary>Sixteen sums that are added in a fixed order, each product rounded: no processor's fused arithmetic changes a bit.</summary>
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float left = ref MemoryMarshal.GetReference(a);
        ref float right = ref MemoryMarshal.GetReference(b);
        Vector128<float> sum0 = Vector128<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (nuint i = 0; i < (nuint)a.Length; i += 16)
        {
            sum0 += Vector128.LoadUnsafe(ref left, i) * Vector128.LoadUnsafe(ref right, i);
            sum1 += Vector128.LoadUnsafe(ref left, i + 4) * Vector128.LoadUnsafe(ref right, i + 4);
            sum2 += Vector128.LoadUnsafe(ref left, i + 8) * Vector128.LoadUnsafe(ref right, i + 8);
            sum3 += Vector128.LoadUnsafe(ref left, i + 12) * Vector128.LoadUnsafe(ref right, i + 12);
        }
        Vector128<float> sum = (sum0 + sum1) + (sum2 + sum3);
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}
