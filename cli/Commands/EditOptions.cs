using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The words of <c>a2f edit</c>.</summary>
internal sealed class EditOptions
{
    private const double LongestSeconds = 1e6;

    public Argument<string> File { get; } = new("FILE") { Description = "An animation that a2f made, or the recording beside it." };

    public Option<string[]> Channels { get; } = new("--channel")
    {
        Description = "A channel of the character's rig to edit; may be given several times.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    public Option<double?> From { get; } = OptionParsing.Number("--from", "Where the edit begins, in seconds. Default: at the first key, else at the line's start.", "SECONDS", 0, LongestSeconds);

    public Option<double?> To { get; } = OptionParsing.Number("--to", "Where it ends. Default: at the last key, else at the line's end.", "SECONDS", 0, LongestSeconds);

    public Option<string[]> Offset { get; } = new("--offset")
    {
        Description = "Add so much to the channel: a value, or several TIME=VALUE that it runs through.",
        HelpName = "VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<string[]> Replace { get; } = new("--replace")
    {
        Description = "Show this instead: a value, or several TIME=VALUE that it runs through.",
        HelpName = "VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> Lock { get; } = new("--lock") { Description = "Keep the channel as the file has it now, whatever the face does in later runs." };

    public Option<bool> Smooth { get; } = new("--smooth") { Description = "Ease from key to key instead of running on straight lines." };

    public Option<double?> Fade { get; } = OptionParsing.Number("--fade", "Seconds over which the edit comes and goes inside its span. Default: 0.08, in short spans a quarter of them.", "SECONDS", 0, LongestSeconds);

    public Option<string?> Note { get; } = new("--note") { Description = "A remark to find it by.", HelpName = "TEXT" };

    public Option<int?> Remove { get; } = OptionParsing.Integer("--remove", "Take an edit away, by its number.", "N", 1, Limits.EditsOfLine);

    public Option<bool> Accept { get; } = new("--accept") { Description = "All edits are right for the line as it was made last: no more warnings that something below them changed." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (Option option in (Option[])[Channels, From, To, Offset, Replace, Lock, Smooth, Fade, Note, Remove, Accept]) command.Options.Add(option);
    }

    /// <summary>What is done to a channel, or null when the command line says nothing of it.</summary>
    /// <exception cref="ModkitException">USE03, USE04: words that do not go together, values that are none.</exception>
    public EditWish? ReadWish(ParseResult parsed)
    {
        string[] channels = parsed.GetValue(Channels)!, offset = parsed.GetValue(Offset)!, replace = parsed.GetValue(Replace)!;
        bool isLock = parsed.GetValue(Lock);
        int kinds = (offset.Length > 0 ? 1 : 0) + (replace.Length > 0 ? 1 : 0) + (isLock ? 1 : 0);
        int works = (kinds > 0 || channels.Length > 0 ? 1 : 0) + (parsed.GetValue(Remove) is null ? 0 : 1) + (parsed.GetValue(Accept) ? 1 : 0);
        if (works > 1) throw Wrong("An edit is added, or --remove takes one away, or --accept keeps them: one at a time.");
        if (kinds == 0 && channels.Length == 0)
        {
            if (parsed.GetValue(From) is not null || parsed.GetValue(To) is not null || parsed.GetValue(Fade) is not null || parsed.GetValue(Note) is not null || parsed.GetValue(Smooth))
                throw Wrong("There is no --channel to edit.");
            return null;
        }
        if (kinds != 1 || channels.Length == 0) throw Wrong("An edit takes a --channel and one of --offset, --replace and --lock.");
        List<CurveKey> keys = offset.Length > 0 ? ReadKeys(Offset.Name, offset) : replace.Length > 0 ? ReadKeys(Replace.Name, replace) : [];
        return new EditWish(channels, isLock ? EditKind.Lock : offset.Length > 0 ? EditKind.Offset : EditKind.Replace, keys)
        {
            FromSeconds = parsed.GetValue(From) ?? (keys.Count > 1 ? keys[0].TimeSeconds : 0),
            ToSeconds = parsed.GetValue(To) ?? (keys.Count > 1 ? keys[^1].TimeSeconds : null),
            FadeSeconds = parsed.GetValue(Fade),
            IsSmooth = parsed.GetValue(Smooth) && keys.Count > 1,
            Note = parsed.GetValue(Note),
        };
    }

    private static List<CurveKey> ReadKeys(string option, string[] texts)
    {
        List<CurveKey> keys = [];
        List<Issue> issues = [];
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            double time = 0;
            bool isKey = (parts.Length == 1 ? texts.Length == 1 : IsNumber(parts[0], out time) && time >= 0) & IsNumber(parts[^1], out double value);
            if (isKey) keys.Add(new CurveKey(time, (float)value));
            else issues.Add(UsageIssues.BadValue(option, text, texts.Length == 1 ? "a number, or TIME=VALUE" : "of the form TIME=VALUE, such as 1.25=0.4"));
        }
        keys.Sort((a, b) => a.TimeSeconds.CompareTo(b.TimeSeconds));
        for (int i = 1; i < keys.Count; i++)
        {
            if (keys[i].TimeSeconds == keys[i - 1].TimeSeconds) issues.Add(UsageIssues.BadValue(option, keys[i].TimeSeconds.ToString(CultureInfo.InvariantCulture), "a time of one key alone"));
        }
        return issues.Count == 0 ? keys : throw new ModkitException(issues);
    }

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) <= LongestSeconds;

    private static ModkitException Wrong(string reason) => new(UsageIssues.BadArgument("", reason, "a2f edit"));
}
