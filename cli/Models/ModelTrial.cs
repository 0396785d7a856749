using System.Diagnostics;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Models;

/// <summary>How a model does on this computer, by trying it.</summary>
/// <param name="TimesRealTime">Seconds of sound per second, on one thread.</param>
/// <param name="MemoryBytes">Memory of the whole program with the model at work.</param>
internal readonly record struct ModelTrial(double TimesRealTime, long MemoryBytes)
{
    private const int Seconds = 2;
    private const double SyllablesPerSecond = 4;
    private const double PitchHz = 120;

    /// <summary>A run that takes this long is measured well enough the first time, warm-up and all.</summary>
    private static readonly TimeSpan _longEnough = TimeSpan.FromSeconds(2);

    /// <summary>Animates two seconds of a buzz in syllables; null for a model without a face.</summary>
    /// <exception cref="ModkitException">The model cannot be run, or gives values that are no numbers.</exception>
    public static ModelTrial? Run(FaceModel model)
    {
        if (model.Info.Kind == "emotion") return null;
        AudioClip clip = new("trial", Buzz());
        TimeSpan best = Once(model, clip);
        if (best < _longEnough)
        {
            TimeSpan second = Once(model, clip);
            if (second < best) best = second;
        }
        return new ModelTrial(Seconds / best.TotalSeconds, Environment.WorkingSet);
    }

    private static TimeSpan Once(FaceModel model, AudioClip clip)
    {
        long start = Stopwatch.GetTimestamp();
        model.Animate(clip, new FaceStreamOptions { FrameRateFps = 30 });
        return Stopwatch.GetElapsedTime(start);
    }

    private static float[] Buzz()
    {
        float[] samples = new float[Seconds * AudioClip.SampleRateHz];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = (double)i / AudioClip.SampleRateHz;
            double phase = PitchHz * time % 1;
            samples[i] = (float)((0.4 * phase - 0.2) * Math.Max(0, Math.Sin(2 * Math.PI * SyllablesPerSecond * time)));
        }
        return samples;
    }
}
