using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can go wrong with hand edits, one method per code.</summary>
internal static class EditIssues
{
    public static Issue Broken(string file, string reason) => Issue.Error("EDT01", file,
        $"The line's hand edits cannot be read: {reason}.",
        "Mend the file, or take it away to make the line without them; nothing was written.");

    public static Issue BaseChanged(string file, int number, CurveEdit edit) => Issue.Warning("EDT02", file,
        $"Edit {Describe(number, edit)} was applied, but the curve it was made for has changed: another model, profile, setting or machine.",
        "Look at that moment of the line; 'a2f edit FILE --accept' says that it is right as it is.");

    public static Issue NotApplied(string file, int number, CurveEdit edit, string reason) => Issue.Warning("EDT03", file,
        $"Edit {Describe(number, edit)} was not applied: {reason}.",
        "The edit is kept. Make it anew, take it away with 'a2f edit FILE --remove', or keep it for the recording as it is now with --accept.");

    public static Issue Clamped(string file, int number, CurveEdit edit, RigChannel channel, int frames) => Issue.Warning("EDT04", file,
        string.Create(CultureInfo.InvariantCulture, $"Edit {Describe(number, edit)} leads out of the channel's range, {channel.Minimum} to {channel.Maximum}, and was cut off there in {frames} frames."),
        "Choose a smaller value.");

    public static Issue NoLine(string file, string reason) => Issue.Error("EDT05", file,
        $"This is no line that can be edited: {reason}.",
        "Give the animation that a2f made; where its record is missing, run a2f again with --overwrite and without --no-provenance.");

    public static Issue UnknownChannel(string file, string channel, IReadOnlyList<string> channels) => Issue.Error("EDT06", file,
        $"The line's rig has no channel '{channel}'.",
        NearestName.Find(channel, channels) is { } near ? $"Did you mean '{near}'?" : $"It has: {string.Join(", ", channels)}.");

    public static Issue NoSuchEdit(string file, int number, int count) => Issue.Error("EDT07", file,
        FormattableString.Invariant($"There is no edit {number}."),
        count == 0 ? "The line has no edits." : FormattableString.Invariant($"They are numbered from 1 to {count}; 'a2f edit FILE' lists them."));

    public static Issue OutsideLine(string file, double lengthSeconds) => Issue.Error("EDT08", file,
        string.Create(CultureInfo.InvariantCulture, $"The span is not inside the line, which is {lengthSeconds:0.###} s long."),
        "Give --from and --to in seconds from the start of the recording, the end after the beginning.");

    public static Issue NothingToLock(string file, string reason) => Issue.Error("EDT09", file,
        $"The curve cannot be read back to be locked: {reason}.",
        "Use --replace with values of your own.");

    public static Issue TooMany(string file) => Issue.Error("EDT10", file,
        FormattableString.Invariant($"A line has at most {Limits.EditsOfLine} edits."),
        "Remove some that are covered by others.");

    public static string Describe(int number, CurveEdit edit)
    {
        string end = edit.ToSeconds is { } to ? FormattableString.Invariant($"{to:0.###} s") : "the end";
        return FormattableString.Invariant($"{number} ({edit.Channel}, {edit.FromSeconds:0.###} s to {end})");
    }
}
