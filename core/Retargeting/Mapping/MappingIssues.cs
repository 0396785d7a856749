using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Everything that can go wrong, or should be known, when a face is mapped to a rig; one factory per code.</summary>
internal static class MappingIssues
{
    private const int MostNames = 8;

    public static Issue BadFrameRate(double rateFps, double highestFps) => Issue.Error("MAP01", "frame rate",
        FormattableString.Invariant($"The frame rate is {rateFps} frames per second; it must be above 0 and at most {highestFps}."),
        "Use 30 or 60 unless the game asks for something else.");

    public static Issue NothingInCommon(string profile, string known) => Issue.Error("MAP02", profile,
        $"The format has none of the profile's channels; it has {known}, ...",
        "Choose the format the profile was made for, or a profile with the format's channel names.");

    public static Issue NotFinite(string channel, int frame) => Issue.Error("MAP03", channel,
        FormattableString.Invariant($"The face has no finite value in frame {frame}."),
        "This is a fault of the model or its folder; try the embedded model and report the case.");

    public static Issue Dropped(string place, IReadOnlyList<ChannelNote> notes) => Issue.Warning("MAP04", place,
        $"Not written: {List(notes.Select(note => $"{note.Channel} ({note.Reason})"))}.", "Choose a format that holds these channels if you need them.");

    public static Issue Unmapped(string place, IReadOnlyList<ChannelNote> notes) => Issue.Warning("MAP05", place,
        $"Nothing moves {List(notes.Select(note => $"{note.Channel} ({note.Reason})"))}.", "Give these channels sources in the profile if the rig should show them.");

    public static Issue Unused(string place, IReadOnlyList<string> names) => Issue.Warning("MAP06", place,
        // All of them: the list is what goes into the profile.
        $"These face channels moved but drive nothing: {ProfileWords.FaceChannels(names)}.", "Use them as sources in the profile or list them under 'unsupported'.");

    public static Issue Saturated(string place, IReadOnlyList<ChannelSaturation> channels) => Issue.Warning("MAP07", place,
        $"Cut off at the end of the range: {List(channels.Select(c => FormattableString.Invariant($"{c.Channel} in {100 * c.FrameShare:0.#} % of the frames")))}.",
        "Lower the gain or the weights of these channels in the profile.");

    public static Issue NoRestShape(string profile, string restShape) => Issue.Error("MAP08", profile,
        $"The format shows the shape '{restShape}' at rest, and there is no channel of this name.", $"Add {{name: {restShape}}} to the profile's channels.");

    private static string List(IEnumerable<string> names)
    {
        List<string> all = [.. names];
        return all.Count <= MostNames
            ? string.Join(", ", all)
            : FormattableString.Invariant($"{string.Join(", ", all.Take(MostNames))} and {all.Count - MostNames} more");
    }
}
