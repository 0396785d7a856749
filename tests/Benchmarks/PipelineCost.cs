using System.Diagnostics;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>
/// What a model of NVIDIA's kind costs beside its network: processor time of a clip from sound to weights over that of the bare network on the same
/// windows, in turns, in one process. Processor time, as the machine may be busy; ratios of pairs, as its speed changes.
/// </summary>
internal static class PipelineCost
{
    private const int FramesPerSecond = 30;
    private const int PieceSamples = 1_600;

    /// <summary>Measures and prints.</summary>
    /// <param name="bundle">Folder of a regression or diffusion model with <c>network.onnx</c>, such as make-stand-ins.py makes.</param>
    /// <param name="repetitions">Pairs.</param>
    public static void Print(string bundle, int repetitions)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        using FaceModel model = FaceModel.Open(bundle, new FaceModelOptions { Device = "cpu" });
        double openSeconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        bool isRegression = model.Info.Kind == "regression";
        float[] clip = Signals.Hum(isRegression ? 2 : 4, AudioClip.SampleRateHz);
        FaceStreamOptions options = new() { FrameRateFps = isRegression ? FramesPerSecond : 60 };

        double firstSeconds = Seconds(() => Animate(model, clip.AsSpan(0, PieceSamples), options, out _));
        int frames = Animate(model, clip, options, out _);
        int longFrames = Animate(model, Signals.Hum(8, AudioClip.SampleRateHz), options, out long bytes);
        using Process process = Process.GetCurrentProcess();
        long peakBytes = process.PeakWorkingSet64;

        using BareRuns bare = isRegression
            ? new BareRuns(Path.Combine(bundle, "network.onnx"), "input", BareRuns.RegressionWindows(clip, FramesPerSecond))
            : new BareRuns(Path.Combine(bundle, "network.onnx"), "window", BareRuns.DiffusionWindows(clip));
        double coldSeconds = Seconds(() => bare.Run(new float[isRegression ? 8_320 : 16_000]));
        bare.Run();
        double[] pipeline = new double[repetitions], network = new double[repetitions], ratios = new double[repetitions];
        for (int i = 0; i < repetitions; i++)
        {
            // The one that comes second may find the machine in another mood: take turns.
            if (i % 2 == 0) network[i] = Seconds(bare.Run);
            pipeline[i] = Seconds(() => Animate(model, clip, options, out _));
            if (i % 2 != 0) network[i] = Seconds(bare.Run);
            ratios[i] = pipeline[i] / network[i];
        }
        int runs = isRegression ? frames : BareRuns.DiffusionWindows(clip).Length;
        Console.WriteLine($"{model.Info.Kind}: {frames} frames from {runs} runs of the network, {repetitions} pairs");
        Write("pipeline / bare network, processor time, median", Median(ratios), "");
        Write("  least and greatest of the pairs", ratios.Min(), "", ratios.Max());
        Write("bare network, processor time of a run, median", 1000 * Median(network) / runs, "ms");
        Write("  its first run, which takes memory and makes plans", 1000 * coldSeconds, "ms");
        Write("pipeline beside it, of a frame", 1000 * (Median(pipeline) - Median(network)) / frames, "ms");
        Write("bytes allocated for a frame once warm", 2.0 * bytes / longFrames, "");
        Write("opening the model, processor time", openSeconds, "s");
        Write("first stream: equations, first run, one frame", firstSeconds, "s");
        Write("peak memory of opening and animating", peakBytes / 1048576.0, "MiB");
        if (!isRegression) Write("warm-up: the first run gives no frames; of this clip's processor time it is", 100.0 / runs, "%");
    }

    /// <summary>Animates a clip in pieces; returns its frames.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clip">Mono at 16 kHz.</param>
    /// <param name="options">How.</param>
    /// <param name="bytes">Allocated while pieces were pushed and frames read, by all but the first half of the clip.</param>
    private static int Animate(FaceModel model, ReadOnlySpan<float> clip, FaceStreamOptions options, out long bytes)
    {
        using FaceStream stream = model.StartStream(options);
        float[] weights = new float[stream.Channels.Count];
        int frames = 0;
        long before = 0;
        for (int start = 0; start < clip.Length; start += PieceSamples)
        {
            if (start <= clip.Length / 2) before = GC.GetAllocatedBytesForCurrentThread();
            stream.Push(clip[start..Math.Min(clip.Length, start + PieceSamples)]);
            while (stream.TryReadFrame(weights)) frames++;
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        stream.Close();
        while (stream.TryReadFrame(weights)) frames++;
        return frames;
    }

    private static double Seconds(Action action)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Write(string text, double value, string unit, double? other = null) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {text,-80} {value,9:0.000}{(other is { } second ? string.Create(CultureInfo.InvariantCulture, $" {second:0.000}") : "")} {unit}").TrimEnd());
}
