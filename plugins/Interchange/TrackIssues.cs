using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange;

/// <summary>Everything that can be wrong with a track for a head, our own or the user's.</summary>
internal static class TrackIssues
{
    public static Issue NoFrames(string line) =>
        Issue.Error("FMT61", line, "The track has no frames, so there is nothing to animate.", "Use a recording that is not empty.");

    public static Issue NoMorphNamed(string line, IReadOnlyList<string> channels) => Issue.Error("FMT62", line,
        $"None of the {channels.Count} channels is a morph of this head{(channels.Count == 0 ? "" : $" ('{channels[0]}', ...)")}.",
        "Use a profile whose channels have ARKit names such as jawOpen.");

    public static Issue SameMorphTwice(string line, string first, string second) => Issue.Error("FMT63", line,
        $"Channels '{first}' and '{second}' both name the same morph.", "Remove one of them from the profile.");

    public static Issue NotFinite(string line) =>
        Issue.Error("FMT64", line, "A curve holds a value that is not a number.", "Check the profile's gains and offsets.");
}
