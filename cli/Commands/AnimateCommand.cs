using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f animate</c>: recordings in, game files out.</summary>
internal sealed class AnimateCommand(Workbench bench, AnimateOptions options)
{
    private Terminal Terminal => bench.Terminal;

    public static Command Create(Workbench bench)
    {
        Command command = new("animate", "Turn voice recordings into game-ready facial animation.");
        AnimateOptions options = new();
        options.AddTo(command);
        command.SetAction(new AnimateCommand(bench, options).RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, float> emotions = EmotionParsing.Parse(parsed.GetValue(options.Emotion)!);
        IReadOnlyDictionary<string, string> given = SettingParsing.Parse(parsed.GetValue(options.Set)!);
        IReadOnlyList<string> inputs = CollectInputs(parsed.GetValue(options.Inputs)!, out bool isSingle);
        await using ModelOpening opening = new(parsed.GetValue(options.Model), parsed.GetValue(options.Device));
        Profile profile = bench.Profiles.Load(parsed.GetValue(options.Profile)!);
        IRigFormat format = bench.Plugins.GetFormat(parsed.GetValue(options.Format) ?? profile.Target.Format);
        FormatDescription description = format.Description;
        LineSettings settings = LineSettings.Resolve(given, profile, description);
        LineOptions lineOptions = new()
        {
            Profile = profile,
            Format = format,
            Plugin = bench.Plugins.Plugins.First(plugin => plugin.State == PluginState.Ready && plugin.Formats.Contains(description.Id)),
            FrameRateFps = FrameRate.Choose(parsed.GetValue(options.FrameRate), profile.Timing.FrameRateFps, description),
            FormatOptions = settings.FormatOptions,
            Mesh = parsed.GetValue(options.Mesh) is { } mesh ? MeshFile.Read(mesh, description) : null,
            Media = new MediaOptions
            {
                AudioStream = parsed.GetValue(options.AudioStream),
                MaximumMinutes = parsed.GetValue(options.MaximumMinutes) ?? Limits.ClipMinutes,
            },
            Seed = parsed.GetValue(options.Seed) ?? 0,
            FaceExtras = !parsed.GetValue(options.NoExtras),
            Emotions = emotions,
            Overwrite = parsed.GetValue(options.Overwrite),
            WriteProvenance = !parsed.GetValue(options.NoProvenance),
            Tool = ProgramVersion.Full,
        };
        string? output = parsed.GetValue(options.Output);
        OutputTemplate? template = null;
        // A game's folders are of no use to another format.
        if (profile.Output is { } game && description.Id == profile.Target.Format)
        {
            output ??= ShortName(profile) + "-mod";
            template = new OutputTemplate(game, settings.OutputVariables, output);
        }
        IReadOnlyList<Line> lines = OutputPlanner.Plan(inputs, isSingle, output, description.Extension, template);

        FaceModel model = await opening.Model;
        foreach (string note in model.Info.Notes) Terminal.Say(note);
        LineAnimator animator = new(bench.Media, model, lineOptions);
        LineReports reports = new(Terminal, lineOptions);
        using ProgressDisplay progress = ProgressDisplay.Start(Terminal, lines.Count);
        try
        {
            int jobs = Math.Min(parsed.GetValue(options.Jobs) ?? Environment.ProcessorCount, lines.Count);
            await foreach (LineResult result in LineRunner.RunAsync(animator, lines, jobs, progress, cancellation)) progress.Show(() => reports.Add(result));
        }
        finally
        {
            progress.Dispose();
        }
        return reports.Finish();
    }

    private static string ShortName(Profile profile) => profile.Id[(profile.Id.LastIndexOf('.') + 1)..];

    private static List<string> CollectInputs(string[] names, out bool isSingle)
    {
        List<string> inputs = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<Issue> issues = [];
        foreach (string name in names)
        {
            IReadOnlyList<string> found = RecordingFinder.Find(name);
            if (found.Count == 0) issues.Add(UsageIssues.NoRecordings(name));
            inputs.AddRange(found.Where(path => seen.Add(Path.GetFullPath(path))));
        }
        if (issues.Count > 0) throw new ModkitException(issues);
        isSingle = inputs.Count == 1 && names.Length == 1 && inputs[0] == names[0];
        return inputs;
    }
}
