using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>What the user asked <c>a2f animate</c> or <c>a2f watch</c> for, and what that means for a profile and a format.</summary>
internal sealed class AnimateRequest
{
    private readonly ParseResult _parsed;
    private readonly AnimateOptions _options;
    private readonly IReadOnlyDictionary<string, float> _emotions;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly IReadOnlyList<string> _inputs;
    private readonly bool _isSingle;

    private AnimateRequest(ParseResult parsed, AnimateOptions options)
    {
        (_parsed, _options) = (parsed, options);
        _emotions = EmotionParsing.Parse(parsed.GetValue(options.Emotions.Constant)!);
        _settings = SettingParsing.Parse(parsed.GetValue(options.Set)!);
        _inputs = CollectInputs(parsed.GetValue(options.Inputs)!, out _isSingle);
    }

    /// <summary>What <c>--profile</c> says.</summary>
    public string Profile => _parsed.GetValue(_options.Profile)!;

    /// <summary>Reads the command line and looks for the recordings.</summary>
    /// <exception cref="ModkitException">USE04, USE05, USE06: everything wrong of one kind.</exception>
    public static AnimateRequest Read(ParseResult parsed, AnimateOptions options) => new(parsed, options);

    /// <summary>Whether a recording, by full path, is among those to animate.</summary>
    public bool Includes(string path) => _inputs.Any(input => Path.GetFullPath(input) == path);

    /// <summary>The format's id: the user's, else the profile's.</summary>
    public string FormatOf(Profile profile) => _parsed.GetValue(_options.Format) ?? profile.Target.Format;

    /// <summary>That format, usable until the lease is disposed.</summary>
    /// <exception cref="ModkitException">No plugin has it, or the one that has it cannot be used.</exception>
    public FormatLease Lease(PluginHost plugins, Profile profile) =>
        plugins.Lease(FormatOf(profile), _parsed.GetValue(_options.Format) is null ? profile.Target.Plugin : null);

    /// <summary>What is done with every line.</summary>
    /// <exception cref="ModkitException">The settings, frame rate or character file do not fit the format.</exception>
    public LineOptions OptionsFor(Profile profile, FormatLease lease)
    {
        FormatDescription description = lease.Format.Description;
        return new LineOptions
        {
            Profile = profile,
            Format = lease.Format,
            Plugin = lease.Plugin,
            FrameRateFps = FrameRate.Choose(_parsed.GetValue(_options.FrameRate), profile.Timing.FrameRateFps, description),
            FormatOptions = LineSettings.Resolve(_settings, profile, description).FormatOptions,
            Mesh = _parsed.GetValue(_options.Mesh) is { } mesh ? MeshFile.Read(mesh, description) : null,
            Media = new MediaOptions
            {
                AudioStream = _parsed.GetValue(_options.AudioStream),
                MaximumMinutes = _parsed.GetValue(_options.MaximumMinutes) ?? Limits.ClipMinutes,
            },
            Seed = _parsed.GetValue(_options.Seed) ?? 0,
            FaceExtras = !_parsed.GetValue(_options.NoExtras),
            Expressiveness = (float)(_parsed.GetValue(_options.Expressiveness) ?? 1),
            EyeLook = _parsed.GetValue(_options.EyeLook),
            Emotions = _emotions,
            Overwrite = _parsed.GetValue(_options.Overwrite),
            WriteProvenance = !_parsed.GetValue(_options.NoProvenance),
            Tool = ProgramVersion.Full,
        };
    }

    /// <summary>The lines, what their faces feel, and where their files go.</summary>
    /// <exception cref="ModkitException">A file of emotions is broken, or several recordings would go into one file.</exception>
    public IReadOnlyList<Line> Plan(Profile profile, FormatDescription description)
    {
        string? output = _parsed.GetValue(_options.Output);
        OutputTemplate? template = null;
        // A game's folders are of no use to another format.
        if (profile.Output is { } game && description.Id == profile.Target.Format)
        {
            output ??= ShortName(profile) + "-mod";
            template = new OutputTemplate(game, LineSettings.Resolve(_settings, profile, description).OutputVariables, output);
        }
        return _options.Emotions.AddTo(OutputPlanner.Plan(_inputs, _isSingle, output, description.Extension, template), _isSingle, _parsed);
    }

    /// <summary>How many lines are worked on at once.</summary>
    public int JobsFor(int lineCount) => Math.Min(_parsed.GetValue(_options.Jobs) ?? Environment.ProcessorCount, lineCount);

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
