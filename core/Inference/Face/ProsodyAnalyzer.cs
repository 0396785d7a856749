using System.Runtime.Intrinsics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Face;

/// <summary>Measures loudness and pitch around one moment. Pitch is the best peak of the normalised autocorrelation at 4 kHz.</summary>
internal sealed class ProsodyAnalyzer
{
    /// <summary>Samples needed before and after the moment measured.</summary>
    public const int ReachSamples = 320;

    private const int Decimation = 4;
    private const int RateHz = AudioClip.SampleRateHz / Decimation;
    private const int ShortestLag = RateHz / 420;
    private const int LongestLag = RateHz / 65;
    private const float VoicingThreshold = 0.55f;
    private const float SilencePower = 1e-6f;

    private const int Length = 2 * ReachSamples / Decimation;

    private readonly float[] _slow = new float[Length + Vector256<float>.Count]; // the last ones stay 0
    private readonly float[] _energyBefore = new float[Length + 1];
    private readonly float[] _correlation = new float[LongestLag + 2];

    /// <summary>Measures around <paramref name="centre"/>; sound outside the window counts as silence.</summary>
    public Prosody Analyze(ReadOnlySpan<float> window, int centre)
    {
        double power = 0;
        for (int i = 0; i < Length; i++)
        {
            float sum = 0;
            int start = centre - ReachSamples + (i * Decimation);
            for (int j = start; j < start + Decimation; j++)
            {
                float sample = j >= 0 && j < window.Length ? window[j] : 0;
                sum += sample;
                power += sample * (double)sample;
            }
            _slow[i] = sum / Decimation;
        }
        power /= 2 * ReachSamples;
        return new Prosody((float)(10 * Math.Log10(power + 1e-9)), power < SilencePower ? 0 : PitchHz());
    }

    private float PitchHz()
    {
        float total = 0;
        for (int i = 0; i < Length; i++)
        {
            _energyBefore[i] = total;
            total += _slow[i] * _slow[i];
        }
        _energyBefore[Length] = total;
        for (int lag = ShortestLag - 1; lag <= LongestLag + 1; lag++)
        {
            float late = total - _energyBefore[lag], early = _energyBefore[Length - lag];
            _correlation[lag] = Cross(lag) / MathF.Sqrt((late * early) + 1e-12f);
        }

        // Every multiple of the period peaks too; the shortest one that is nearly as high as the highest is the period.
        float highest = 0;
        for (int lag = ShortestLag; lag <= LongestLag; lag++) highest = MathF.Max(highest, Peak(lag, out _));
        if (highest < VoicingThreshold) return 0;
        for (int lag = ShortestLag; lag <= LongestLag; lag++)
        {
            if (Peak(lag, out float shift) >= 0.87f * highest) return RateHz / (lag + shift);
        }
        return 0;
    }

    /// <summary>The sound times itself some samples later. Eight sums that are added in a fixed order give the same bits on every processor.</summary>
    private float Cross(int lag)
    {
        Vector256<float> sums = Vector256<float>.Zero;
        for (int i = lag; i < Length; i += Vector256<float>.Count) sums += Vector256.Create(_slow, i) * Vector256.Create(_slow, i - lag);
        Vector128<float> sum = sums.GetLower() + sums.GetUpper();
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }

    /// <summary>Height of the parabola through a local maximum and its neighbours, and how far its top lies from the lag; 0 elsewhere.</summary>
    private float Peak(int lag, out float shift)
    {
        float left = _correlation[lag - 1], middle = _correlation[lag], right = _correlation[lag + 1];
        shift = 0;
        if (middle < left || middle <= right) return 0;
        float curvature = left - (2 * middle) + right;
        shift = 0.5f * (left - right) / curvature;
        return middle - (0.25f * (left - right) * shift);
    }
}
