using System.CommandLine;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The words of <c>a2f batch</c>: those of every line, and its own.</summary>
internal sealed class BatchOptions
{
    public Argument<string[]> Inputs { get; } = new("INPUT")
    {
        Description = "Folders (with all folders in them), recordings, patterns such as voice/**/*.wav, zip archives, videos (a line for each of their sounds).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string> Output { get; } = new("--output", "-o")
    {
        Description = "The folder of the mod. What the batch remembers lies in its folder .a2f.",
        HelpName = "FOLDER",
        Required = true,
    };

    public Option<string?> Manifest { get; } = new("--manifest")
    {
        Description = "A .csv or .jsonl file that lists recordings: input, output, profile, emotion, speaker, language, text (docs/batch.md).",
        HelpName = "FILE",
    };

    public Option<string[]> Rules { get; } = new("--rule")
    {
        Description = "The profile of some recordings, such as 'npc/male/**=PROFILE', 'speaker:Ann=PROFILE' or 'language:de=PROFILE'; the first that matches counts; may be given several times.",
        HelpName = "PATTERN=PROFILE",
        DefaultValueFactory = _ => [],
    };

    public Option<int?> Jobs { get; } = OptionParsing.Integer("--jobs", "Lines worked on at once. Default: twice the number of processors.", "N", 1, 1_024);

    public Option<string?> Shard { get; } = new("--shard")
    {
        Description = "Make one part of the lines: K/N (K from 0), or auto in a job array (docs/clusters.md).",
        HelpName = "K/N",
    };

    public Option<int?> MaximumErrors { get; } = OptionParsing.Integer("--max-errors", "Begin no other line when this many failed. Default: go on to the end.", "N", 1, int.MaxValue);

    public Option<bool> OnlyChanged { get; } = new("--only-changed") { Description = "Leave out lines that failed before, unless their recording or a setting is another now." };

    public Option<bool> Redo { get; } = new("--redo") { Description = "Make every line again, also those that are up to date." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Say what would be done with every line and why; write nothing." };

    public Option<string[]> Report { get; } = BatchReportFiles.Option();

    /// <summary>The words of every line, as in <c>a2f animate</c>.</summary>
    public AnimateOptions Line { get; } = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(Inputs);
        foreach (Option option in (Option[])
        [
            Manifest, Line.Profile, Rules, Line.Format, Output, Line.Set, Jobs, Shard, MaximumErrors, OnlyChanged, Redo, DryRun, Report, Line.FrameRate, Line.Mesh, Line.Model, Line.Face.Identity, Line.Face.Parameters,
            Line.Face.Solver, Line.Face.InferenceRate, Line.Emotions.Constant, Line.Emotions.Track, Line.Emotions.Model, Line.Emotions.Settings, Line.Seed, Line.AudioStream, Line.CleanSound, Line.NoExtras, Line.Expressiveness, Line.EyeLook,
            Line.Overwrite, Line.Device, Line.MaximumMinutes, Line.NoProvenance,
        ]) command.Options.Add(option);
    }

    /// <summary>The environment's variables, by which a job array tells its tasks.</summary>
    public static IReadOnlyDictionary<string, string> Environment() =>
        System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");

    /// <summary>Where the recordings are.</summary>
    public BatchInputOptions InputsOf(ParseResult parsed) => new()
    {
        OutputFolder = parsed.GetValue(Output),
        ManifestPath = parsed.GetValue(Manifest),
        AudioStream = parsed.GetValue(Line.AudioStream),
    };
}
