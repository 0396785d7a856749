using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f bench</c>: how fast this machine is, as ratios measured in one run.</summary>
internal sealed class BenchCommand(Workbench bench)
{
    private const int LineSeconds = 10;
    private const int LongSeconds = 60;
    private const int Repetitions = 5;

    public static Command Create(Workbench bench)
    {
        Command command = new("bench", "Measure speed on this machine, as ratios: times real time, and where the time of a line goes.");
        command.SetAction((_, cancellation) => new BenchCommand(bench).RunAsync(cancellation));
        return command;
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        // First of all, while nothing is warm: one line as 'a2f animate' makes it.
        double runtimeSeconds = (DateTime.UtcNow - ProcessStart()).TotalSeconds;
        string folder = Directory.CreateTempSubdirectory("a2f-bench-").FullName;
        try
        {
            await MeasureColdLineAsync(folder, runtimeSeconds, cancellation);
            await MeasureWarmAsync(folder, cancellation);
            return ExitCodes.Success;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureColdLineAsync(string folder, double runtimeSeconds, CancellationToken cancellation)
    {
        string recording = BenchRecording.Write(Path.Combine(folder, "line.wav"), LineSeconds);
        Stopwatch opening = Stopwatch.StartNew();
        Profile profile = bench.Profiles.Load(AnimateOptions.DefaultProfile);
        IRigFormat format = bench.Plugins.GetFormat(profile.Target.Format, profile.Target.Plugin);
        using FaceModel model = Workbench.OpenModel(null, "cpu");
        LineAnimator animator = new(bench.Media, model, new LineOptions
        {
            Profile = profile,
            Format = format,
            Plugin = bench.Plugins.Plugins.First(plugin => plugin.Formats.Contains(format.Description.Id)),
            FrameRateFps = FrameRate.Choose(null, profile.Timing.FrameRateFps, format.Description),
            Tool = ProgramVersion.Full,
        });
        opening.Stop();
        Stopwatch line = Stopwatch.StartNew();
        LineResult result = await animator.AnimateAsync(
            new Line(recording, new OutputTarget(folder, "line", format.Description.Extension)), new LineHooks(), cancellation);
        line.Stop();
        if (!result.IsDone) throw new ModkitException(result.Issues);

        double total = runtimeSeconds + opening.Elapsed.TotalSeconds + line.Elapsed.TotalSeconds;
        double inference = result.Timings.InferenceSeconds;
        Report("line.total", $"a {LineSeconds} s line from process start to file", LineSeconds / total, "x real time");
        Report("line.runtime", "  share of launcher and program start-up", runtimeSeconds / total * 100, "%");
        Report("line.opening", "  share of opening profile, plugin and model", opening.Elapsed.TotalSeconds / total * 100, "%");
        Report("line.inference", "  share of inference", inference / total * 100, "%");
        Report("line.rest", "  share of the rest (decoding, mapping, writing)", (line.Elapsed.TotalSeconds - inference) / total * 100, "%");
    }

    private async Task MeasureWarmAsync(string folder, CancellationToken cancellation)
    {
        string recording = BenchRecording.Write(Path.Combine(folder, "long.wav"), LongSeconds);
        AudioClip clip = await bench.Media.ReadClipAsync(recording, new MediaOptions(), cancellation);
        await MeasureAsync("decode", "reading a 48 kHz WAV, one core", async () => await bench.Media.ReadClipAsync(recording, new MediaOptions(), cancellation));

        using FaceModel model = Workbench.OpenModel(null, "cpu");
        FaceStreamOptions options = new();
        FaceTrack face = model.Animate(clip, options);
        await MeasureAsync("inference", "inference, one core", () => Task.FromResult(model.Animate(clip, options)));

        RigMapper mapper = new(bench.Profiles.Load(AnimateOptions.DefaultProfile), new MappingOptions { FrameRateFps = options.FrameRateFps });
        await MeasureAsync("mapping", "mapping to a rig of 52 channels at 60 fps, one core", () => Task.FromResult(mapper.Map(face)));
    }

    /// <summary>The best of several runs: what else the machine does can only slow a run down.</summary>
    private async Task MeasureAsync(string id, string text, Func<Task> work)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await work();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed < best) best = elapsed;
        }
        Report(id, text, LongSeconds / best.TotalSeconds, "x real time");
    }

    private void Report(string id, string text, double value, string unit)
    {
        if (bench.Terminal.IsJson)
        {
            bench.Terminal.Event("measure", json =>
            {
                json.WriteString("id", id);
                json.WriteString("text", text.Trim());
                json.WriteRounded("value", value);
                json.WriteString("unit", unit);
            });
            return;
        }
        bench.Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{text,-58} {value,8:N1} {unit}"));
    }

    private static DateTime ProcessStart()
    {
        using Process process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime();
    }
}
