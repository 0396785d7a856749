using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>What the user asked <c>a2f animate</c> or <c>a2f watch</c> for.</summary>
internal sealed class AnimateRequest : LineRequest
{
    private readonly AnimateOptions _options;
    private readonly IReadOnlyList<string> _inputs;
    private readonly bool _isSingle;

    private AnimateRequest(ParseResult parsed, AnimateOptions options)
        : base(parsed, options)
    {
        _options = options;
        _inputs = CollectInputs(parsed.GetValue(options.Inputs)!, out _isSingle);
    }

    /// <summary>Reads the command line and looks for the recordings.</summary>
    /// <exception cref="ModkitException">USE04, USE05, USE06: everything wrong of one kind.</exception>
    public static AnimateRequest Read(ParseResult parsed, AnimateOptions options) => new(parsed, options);

    /// <summary>Whether a recording, by full path, is among those to animate.</summary>
    public bool Includes(string path) => _inputs.Any(input => Path.GetFullPath(input) == path);

    /// <summary>The lines, what their faces feel, and where their files go.</summary>
    /// <exception cref="ModkitException">A file of emotions is broken, or several recordings would go into one file.</exception>
    public IReadOnlyList<Line> Plan(Profile profile, FormatDescription description)
    {
        string? output = Parsed.GetValue(_options.Output);
        OutputTemplate? template = TemplateFor(profile, description, output ?? ShortName(profile) + "-mod");
        if (template is not null) output ??= ShortName(profile) + "-mod";
        return _options.Emotions.AddTo(OutputPlanner.Plan(_inputs, _isSingle, output, description.Extension, template), _isSingle, Parsed);
    }

    /// <summary>How many lines are worked on at once.</summary>
    public int JobsFor(int lineCount) => Math.Min(Parsed.GetValue(_options.Jobs) ?? Environment.ProcessorCount, lineCount);

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
