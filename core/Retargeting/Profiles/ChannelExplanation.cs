using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What moves a rig channel and what changes it afterwards; or what a source of the face reaches.</summary>
/// <param name="Name">The channel or source in its own spelling.</param>
/// <param name="IsSource">Whether it is a source of the face rather than a channel of the rig.</param>
/// <param name="Lines">The explanation.</param>
/// <param name="Reaches">For a rig channel the ARKit channels that move it alone, for a source the rig channels it moves; with the value at weight 1.</param>
public sealed record ChannelExplanation(string Name, bool IsSource, IReadOnlyList<string> Lines, IReadOnlyList<(string Name, double Value)> Reaches)
{
    /// <summary>A channel that moves less than this share of its range cannot be seen.</summary>
    private const double VisibleShare = 1e-3;

    /// <summary>Explains a rig channel, or an ARKit channel or mouth source, or both when they share the name.</summary>
    /// <exception cref="ModkitException">PRO14: the profile and the face have nothing of this name.</exception>
    public static IReadOnlyList<ChannelExplanation> Of(Profile profile, string name)
    {
        ArgumentNullException.ThrowIfNull(profile);
        List<ChannelExplanation> explanations = [];
        int channel = Enumerable.Range(0, profile.Channels.Count).FirstOrDefault(i => profile.Channels[i].Rig.Name == name, -1);
        if (channel < 0) channel = Enumerable.Range(0, profile.Channels.Count).FirstOrDefault(i => string.Equals(profile.Channels[i].Rig.Name, name, StringComparison.OrdinalIgnoreCase), -1);
        if (channel >= 0) explanations.Add(OfChannel(profile, channel));
        if (FaceSources.Find(name) is { } source) explanations.Add(OfSource(profile, source));
        return explanations.Count > 0 ? explanations
            : throw new ModkitException(ProfileIssues.UnknownName(profile.Id, "channel or source", name, profile.Channels.Select(c => c.Rig.Name).Concat(FaceSources.All)));
    }

    private static ChannelExplanation OfChannel(Profile profile, int index)
    {
        ProfileChannel channel = profile.Channels[index];
        List<string> lines =
        [
            $"range {ProfileWords.Number(channel.Rig.Minimum)}..{ProfileWords.Number(channel.Rig.Maximum)}, at rest {ProfileWords.Number(channel.Rig.Rest)}",
            "value: " + ProfileWords.Formula(channel),
        ];
        for (int i = 0; i < profile.CombineRules.Count; i++)
        {
            CombineRule rule = profile.CombineRules[i];
            if (rule.Channels.Contains(index)) lines.Add(FormattableString.Invariant($"then rule {i + 1}: {ProfileWords.Rule(profile, rule)}"));
            else if (rule.By == index) lines.Add(FormattableString.Invariant($"it acts on others, rule {i + 1}: {ProfileWords.Rule(profile, rule)}"));
        }
        lines.AddRange(ProfileWords.Timing(profile.Timing).Select(line => "in time: " + line));

        StillFaces faces = new(profile);
        List<(string, double)> movers = [];
        foreach (string source in ArkitChannels.All)
        {
            float value = faces.Map((source, 1)).Curves[0, index];
            if (IsVisible(value, channel.Rig)) movers.Add((source, value));
        }
        return new ChannelExplanation(channel.Rig.Name, false, lines, movers);
    }

    private static ChannelExplanation OfSource(Profile profile, string source)
    {
        List<string> lines = [];
        foreach (ProfileChannel channel in profile.Channels)
        {
            if (channel.Terms.Any(term => term.Source == source || term.Conditions.Any(condition => condition.Source == source)))
                lines.Add($"{channel.Rig.Name}: {ProfileWords.Formula(channel)}");
        }
        lines.AddRange(profile.CombineRules.Where(rule => rule.Source == source).Select(rule => ProfileWords.Rule(profile, rule)));
        if (lines.Count == 0) lines.Add("no channel names it as a source" + (profile.UnsupportedFaceChannels.Contains(source) ? "; the profile lists it as unsupported" : ""));

        List<(string, double)> reached = [];
        if (ArkitChannels.IndexOf(source) >= 0)
        {
            RigTrack rig = new StillFaces(profile).Map((source, 1));
            for (int i = 0; i < rig.Channels.Count; i++)
            {
                if (IsVisible(rig.Curves[0, i], rig.Channels[i])) reached.Add((rig.Channels[i].Name, rig.Curves[0, i]));
            }
        }
        return new ChannelExplanation(source, true, lines, reached);
    }

    private static bool IsVisible(float value, RigChannel channel) => Math.Abs(value - channel.Rest) > VisibleShare * (channel.Maximum - channel.Minimum);
}
