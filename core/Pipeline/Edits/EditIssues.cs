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

    public static string Describe(int number, CurveEdit edit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} ({edit.Channel}, {edit.FromSeconds:0.###} s to {(edit.ToSeconds is { } to ? $"{to:0.###} s" : "the end")})");
}
