using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli;

/// <summary>The words by which the user says what a face feels.</summary>
internal sealed class EmotionOptions
{
    private const string SettingsOption = "--emotion-settings", OutputOption = "--emotions-out";

    public Option<string[]> Constant { get; } = new(EmotionParsing.OptionName)
    {
        Description = $"An emotion and its strength 0 to 1, such as joy=0.6; may be given several times. {string.Join(", ", EmotionChannels.All)}.",
        HelpName = "NAME=STRENGTH",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Track { get; } = new("--emotions")
    {
        Description = "Emotions over time: a .csv or .yaml file, or a folder with files named after the recordings.",
        HelpName = "FILE",
    };

    public Option<string?> Model { get; } = new("--emotion-model")
    {
        Description = "The folder or name of an Audio2Emotion model: it hears emotions in the voice, and mixes those of --emotion and --emotions in.",
        HelpName = "MODEL",
    };

    public Option<string[]> Settings { get; } = new(SettingsOption)
    {
        Description = "How the emotion model hears, such as emotionStrength=0.8; may be given several times (docs/emotions.md lists them). Default: the model's own.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Output { get; } = new(OutputOption)
    {
        Description = "Also write what the face felt, as --emotions reads it: a .csv file, or for several recordings a folder.",
        HelpName = "OUT",
    };

    public IReadOnlyList<Option> All => [Constant, Track, Model, Settings, Output];

    /// <summary>Adds what hears emotions to the options of a face's model.</summary>
    /// <exception cref="ModkitException">USE04: everything wrong at once. Names and ranges are judged when the model is opened.</exception>
    public FaceModelOptions AddTo(FaceModelOptions options, ParseResult parsed)
    {
        List<Issue> issues = [];
        Dictionary<string, float> settings = OptionParsing.NamedNumbers(SettingsOption, parsed.GetValue(Settings)!, "emotionStrength=0.8", issues);
        return issues.Count == 0 ? options with { EmotionModel = parsed.GetValue(Model), EmotionSettings = settings } : throw new ModkitException(issues);
    }

    /// <summary>Adds what the lines' faces feel, and where that is written.</summary>
    /// <param name="lines">The run.</param>
    /// <param name="isSingle">Whether the user named just one recording.</param>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="ModkitException">USE04, OUT12, or what is wrong with the files of emotions.</exception>
    public IReadOnlyList<Line> AddTo(IReadOnlyList<Line> lines, bool isSingle, ParseResult parsed)
    {
        if (parsed.GetValue(Track) is { } track)
        {
            IReadOnlyList<EmotionFile?> files = EmotionFile.ReadFor(track, [.. lines.Select(line => line.RecordingName)]);
            lines = [.. lines.Select((line, index) => line with { Emotions = files[index] })];
        }
        if (parsed.GetValue(Output) is not { } output) return lines;
        if (isSingle && !Directory.Exists(output) && Path.GetExtension(output) is { Length: > 0 } extension && !extension.Equals(EmotionTable.Extension, StringComparison.OrdinalIgnoreCase))
            throw new ModkitException(UsageIssues.BadValue(OutputOption, output, $"a name that ends in {EmotionTable.Extension}, or a folder"));
        return OutputPlanner.PlanEmotions(lines, isSingle, output);
    }
}
