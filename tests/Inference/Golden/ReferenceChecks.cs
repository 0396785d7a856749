using System.Text.Json;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Reference;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>What NVIDIA's Python code does to sound and curves: resample_*, audio_track_*, audio_read_data, interpolator_python.</summary>
internal static class ReferenceChecks
{
    public static IEnumerable<Comparison> Resample(GoldenCase golden)
    {
        Tolerance tolerance = golden.Tolerance("output");
        if (golden.Has("audio"))
        {
            ReferenceResampler resampler = new(golden.Int("samplerate_in"), golden.Int("samplerate_out"));
            // No ratio is stored where there is nothing to do.
            if (golden.Parameters.GetProperty("up").ValueKind == JsonValueKind.Number)
                yield return Comparison.Of("up, down", [golden.Int("up"), golden.Int("down")], [resampler.Up, resampler.Down]);
            yield return Comparison.Of("output", golden.Floats("output"), resampler.Resample(golden.Floats("audio")), tolerance);
            yield break;
        }
        int k = 0;
        foreach (JsonElement row in golden.Parameters.EnumerateObject().Single().Value.EnumerateArray())
        {
            float[] actual = new ReferenceResampler(row[0].GetInt32(), Abstractions.AudioClip.SampleRateHz).Resample(golden.Floats($"audio_{k}"));
            yield return Comparison.Of("output", golden.Floats($"output_{k++}"), actual, tolerance);
        }
    }

    public static IEnumerable<Comparison> Track(GoldenCase golden) =>
        golden.Has("requests") ? Stretches(golden) : golden.Has("normalized_0") ? Normalized(golden) : golden.Has("stereo_output") ? Files(golden) : StretchesResampled(golden);

    public static IEnumerable<Comparison> Smoother(GoldenCase golden)
    {
        int width = golden.Shape("raw")[1];
        HalfLifeSmoother smoother = new(width);
        float[] raw = golden.Floats("raw"), deltas = golden.Floats("dt");
        float[] actual = AnimationChecks.Rows(deltas.Length, width, (f, row) =>
        {
            smoother.Push(raw.AsSpan(f * width, width), golden.Float("smoothing"), deltas[f]);
            smoother.Values.CopyTo(row);
        });
        yield return Comparison.Of("smoothed", golden.Floats("smoothed"), actual, golden.Tolerance("smoothed"));
    }

    private static IEnumerable<Comparison> Stretches(GoldenCase golden)
    {
        float[] audio = golden.Floats("audio");
        int k = 0;
        foreach (long[] request in golden.Longs("requests").Chunk(2))
            yield return Comparison.Of("buffer", golden.Floats($"buffer_{k++}"), ReferenceSound.Stretch(audio, request[0], (int)request[1]), golden.Tolerance("buffer"));
    }

    private static IEnumerable<Comparison> StretchesResampled(GoldenCase golden)
    {
        // Requests stand in the order of the buffers k_j: j starts again with every recording.
        JsonElement[] requests = [.. golden.Parameters.EnumerateObject().Single().Value.EnumerateArray()];
        int next = 0;
        for (int k = 0; golden.Has($"audio_{k}"); k++)
        {
            float[] audio = golden.Floats($"audio_{k}");
            for (int j = 0; golden.Has($"buffer_{k}_{j}"); j++, next++)
            {
                int[] request = [.. requests[next].EnumerateArray().Select(number => number.GetInt32())];
                float[] actual = ReferenceSound.StretchResampled(audio, request[0], request[1], request[2], request[3], Abstractions.AudioClip.SampleRateHz);
                yield return Comparison.Of("resampled buffer", golden.Floats($"buffer_{k}_{j}"), actual, golden.Tolerance("buffer"));
            }
        }
    }

    private static IEnumerable<Comparison> Normalized(GoldenCase golden)
    {
        float[] factors = [.. golden.Parameters.GetProperty("norm_factor").EnumerateArray().Select(factor => factor.GetSingle())];
        for (int k = 0; k < factors.Length; k++)
        {
            float[] audio = golden.Floats($"audio_{k}");
            yield return Comparison.Of("norm_factor", [factors[k]], [ReferenceSound.NormalizingFactor(audio)], golden.Tolerance("normalized"));
            ReferenceSound.Normalize(audio);
            yield return Comparison.Of("normalized", golden.Floats($"normalized_{k}"), audio, golden.Tolerance("normalized"));
        }
    }

    private static IEnumerable<Comparison> Files(GoldenCase golden)
    {
        Tolerance tolerance = golden.Tolerance("output");
        int[] silence = [.. golden.Parameters.GetProperty("pad_samples").EnumerateArray().Select(count => count.GetInt32())];
        float[] stereo = Array.ConvertAll(golden.Integers("stereo_int16"), sample => (float)sample), mono = Array.ConvertAll(golden.Integers("mono_int16"), sample => (float)sample);
        float[] silent = golden.Floats("silent_output");
        float[] padded = golden.Floats($"mono_pad{silence[1]}_output");
        yield return Comparison.Of("stereo file", golden.Floats("stereo_output"), ReferenceSound.FromFile(stereo, golden.Shape("stereo_int16")[1], silence[0]), tolerance);
        yield return Comparison.Of("mono file", padded, ReferenceSound.FromFile(mono, 1, silence[1]), tolerance);
        yield return Comparison.Of("silent file", silent, ReferenceSound.FromFile(new float[silent.Length - silence[2]], 1, silence[2]), tolerance);
    }
}
