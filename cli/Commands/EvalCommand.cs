using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Evaluation;
using Audio2Face.Modkit.Cli.Inspection;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Evaluation;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f eval</c>: how well a model's mouth, or that of animation files, fits the speech.</summary>
internal sealed class EvalCommand(Workbench bench, EvalOptions options)
{
    /// <summary>Folders below a set's own in which its recordings may lie.</summary>
    private static readonly string[] _recordingFolders = ["wav16", "wav"];

    public static Command Create(Workbench bench)
    {
        Command command = new("eval", "Measure how well the mouth fits the speech, on recordings with phone times.");
        EvalOptions options = new();
        options.AddTo(command);
        command.SetAction(new EvalCommand(bench, options).RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        EvaluationSet set = FindRecordings(parsed.GetValue(options.Folder)!);
        int jobs = parsed.GetValue(options.Jobs) ?? Environment.ProcessorCount;
        MediaOptions media = new() { CleanSound = parsed.GetValue(options.CleanSound) };
        IReadOnlyList<EvaluationResult> results;
        if (parsed.GetValue(options.Animations) is { } faces)
        {
            results = await JudgeAsync(set, new EvaluationRunner(bench.Media, media, FilesOf(faces)), jobs, cancellation);
        }
        else
        {
            await using ModelOpening opening = new(parsed.GetValue(options.Model), parsed.GetValue(options.Device), options.Face.Read(parsed));
            Profile profile = bench.Profiles.Load(AnimateOptions.DefaultProfile);
            FaceModel model = await opening.Model;
            foreach (string note in model.Notes) bench.Terminal.Say(note);
            double framesPerSecond = parsed.GetValue(options.FrameRate) ?? EvalOptions.DefaultFrameRateFps;
            results = await JudgeAsync(set, new EvaluationRunner(bench.Media, media, FacesOf(model, profile, framesPerSecond)), jobs, cancellation);
        }
        return new EvalReport(bench.Terminal).Write(set.Issues, results, parsed.GetValue(options.Worst) ?? 0);
    }

    private async Task<IReadOnlyList<EvaluationResult>> JudgeAsync(EvaluationSet set, EvaluationRunner runner, int jobs, CancellationToken cancellation)
    {
        using ProgressDisplay progress = ProgressDisplay.Start(bench.Terminal, set.Recordings.Count);
        return await runner.RunAsync(set.Recordings, jobs, progress, cancellation);
    }

    private static EvaluationSet FindRecordings(string folder)
    {
        if (!Directory.Exists(folder)) throw new ModkitException(UsageIssues.UnknownFile(folder));
        foreach (string place in _recordingFolders.Select(name => Path.Combine(folder, name)).Prepend(folder).Where(Directory.Exists))
        {
            if (RecordingFinder.Find(place) is { Count: > 0 } recordings) return EvaluationSet.Find(place, recordings);
        }
        throw new ModkitException(UsageIssues.NoRecordings(folder));
    }

    /// <summary>What <c>a2f animate</c> would write, in ARKit channels.</summary>
    private static Func<EvaluationRecording, AudioClip, CurveTable> FacesOf(FaceModel model, Profile profile, double framesPerSecond)
    {
        RigMapper mapper = new(profile, new MappingOptions { FrameRateFps = framesPerSecond });
        FaceStreamOptions faceOptions = new() { FrameRateFps = FrameRate.ForInference(framesPerSecond) };
        return (recording, clip) => mapper.Map(model.Animate(clip, faceOptions with { Seed = LineSeed.Of(0, Path.GetFileName(recording.Path)) })).Track.Curves;
    }

    private Func<EvaluationRecording, AudioClip, CurveTable> FilesOf(string folder)
    {
        if (!Directory.Exists(folder)) throw new ModkitException(UsageIssues.UnknownFile(folder));
        AnimationFolder files = new(folder);
        Lock gate = new();
        return (recording, clip) =>
        {
            // Plugins are asked by one thread at a time.
            lock (gate)
            {
                RigTrack track = AnimationFile.Read(bench.Plugins, files.Find(recording, path => AnimationFile.HasAnimationName(bench.Plugins, path))).Track;
                return MouthShapes.ToCurves(track, clip.DurationSeconds) ?? track.Curves;
            }
        };
    }
}
