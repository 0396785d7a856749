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
    private const int AtOnce = 4;

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
        (long position, long phase) = Math.DivRem(_pulled * _filter.Down, _filter.Up);
        long first = position - _filter.HalfTapCount + 1 - _start;
        (long step, long phaseStep) = Math.DivRem(_filter.Down, _filter.Up);
        Span<int> places = stackalloc int[AtOnce], phases = stackalloc int[AtOnce];
        while (written < output.Length && _pulled < _total)
        {
            int count = 0;
            int most = (int)Math.Min(AtOnce, Math.Min(output.Length - written, _total - _pulled));
            for (; count < most && first + _filter.TapCount <= _count; count++)
            {
                (places[count], phases[count]) = ((int)first, (int)phase);
                first += step;
                phase += phaseStep;
                if (phase < _filter.Up) continue;
                phase -= _filter.Up;
                first++;
            }
            if (count == 0) break;
            if (count == AtOnce && !_filter.IsBlended) DotFour(places, phases, output.Slice(written, AtOnce));
            else for (int i = 0; i < count; i++) output[written + i] = At(places[i], phases[i]);
            written += count;
            _pulled += count;
        }
        return written;
    }

    private float At(int place, int phase)
    {
        ReadOnlySpan<float> source = _buffer.AsSpan(place, _filter.TapCount);
        return _filter.IsBlended ? Blend(source, (double)phase * _filter.PhaseCount / _filter.Up) : Dot(source, _filter.Row(phase));
    }

    /// <summary>Four outputs side by side, as a sum waits longer for its last addition than for its numbers. Each is added up as in <see cref="Dot"/>, bit for bit.</summary>
    private void DotFour(ReadOnlySpan<int> places, ReadOnlySpan<int> phases, Span<float> output)
    {
        int taps = _filter.TapCount;
        ref float source0 = ref MemoryMarshal.GetReference(_buffer.AsSpan(places[0], taps)), taps0 = ref MemoryMarshal.GetReference(_filter.Row(phases[0]));
        ref float source1 = ref MemoryMarshal.GetReference(_buffer.AsSpan(places[1], taps)), taps1 = ref MemoryMarshal.GetReference(_filter.Row(phases[1]));
        ref float source2 = ref MemoryMarshal.GetReference(_buffer.AsSpan(places[2], taps)), taps2 = ref MemoryMarshal.GetReference(_filter.Row(phases[2]));
        ref float source3 = ref MemoryMarshal.GetReference(_buffer.AsSpan(places[3], taps)), taps3 = ref MemoryMarshal.GetReference(_filter.Row(phases[3]));
        Vector512<float> sums0 = Vector512<float>.Zero, sums1 = sums0, sums2 = sums0, sums3 = sums0;
        for (nuint i = 0; i < (nuint)taps; i += 16)
        {
            sums0 += Vector512.LoadUnsafe(ref source0, i) * Vector512.LoadUnsafe(ref taps0, i);
            sums1 += Vector512.LoadUnsafe(ref source1, i) * Vector512.LoadUnsafe(ref taps1, i);
            sums2 += Vector512.LoadUnsafe(ref source2, i) * Vector512.LoadUnsafe(ref taps2, i);
            sums3 += Vector512.LoadUnsafe(ref source3, i) * Vector512.LoadUnsafe(ref taps3, i);
        }
        output[0] = Sum(sums0);
        output[1] = Sum(sums1);
        output[2] = Sum(sums2);
        output[3] = Sum(sums3);
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
        Vector512<float> sums = Vector512<float>.Zero;
        for (nuint i = 0; i < (nuint)a.Length; i += 16) sums += Vector512.LoadUnsafe(ref left, i) * Vector512.LoadUnsafe(ref right, i);
        return Sum(sums);
    }

    private static float Sum(Vector512<float> sums)
    {
        Vector256<float> lower = sums.GetLower(), upper = sums.GetUpper();
        Vector128<float> sum = (lower.GetLower() + lower.GetUpper()) + (upper.GetLower() + upper.GetUpper());
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}
