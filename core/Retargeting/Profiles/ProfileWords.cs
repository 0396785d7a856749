using System.Globalization;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Parts of a profile in words and numbers, for people.</summary>
public static class ProfileWords
{
    /// <summary>A channel's sources on one line, such as <c>1 jawOpen + 0.2 mouthFunnel</c>.</summary>
    public static string Sources(ProfileChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        string[] terms = [.. channel.Terms.Select(Term)];
        return terms.Length == 0 ? "nothing"
            : channel.Mix == TermMix.Sum || terms.Length == 1 ? string.Join(" + ", terms)
            : $"the {(channel.Mix == TermMix.Max ? "largest" : "smallest")} of {string.Join(", ", terms)}";
    }

    /// <summary>How a channel's value comes about, such as <c>5 + 100 x (1 jawOpen), held to 0..100</c>.</summary>
    public static string Formula(ProfileChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        string sources = channel.Curve.Count == 0 ? $"({Sources(channel)})" : $"curve({Sources(channel)})";
        string offset = channel.Offset == 0 ? "" : Number(channel.Offset) + " + ";
        string gain = channel.Gain == 1 ? "" : Number(channel.Gain) + " x ";
        string curve = channel.Curve.Count == 0 ? "" : $"; curve through {string.Join(", ", channel.Curve.Select(point => $"{Number(point.Input)} -> {Number(point.Output)}"))}";
        return channel.Terms.Count == 0 ? $"always {Number(channel.Offset)}" : $"{offset}{gain}{sources}, held to {Number(channel.Rig.Minimum)}..{Number(channel.Rig.Maximum)}{curve}";
    }

    /// <summary>ARKit channels in few words, such as <c>eyes, jawLeft</c>.</summary>
    public static string FaceChannels(IEnumerable<string> channels) => string.Join(", ", FaceGroups.Shorten(channels));

    /// <summary>A combine rule as a sentence.</summary>
    public static string Rule(Profile profile, CombineRule rule)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(rule);
        string amount = Number(rule.Amount);
        string group = string.Join(", ", rule.Channels.Select(index => Name(profile, index)));
        return rule.Operation switch
        {
            CombineOperation.Reduce => $"{group} loses {amount} of {Name(profile, rule.By)}: fully out, {Name(profile, rule.By)} takes {Percent(rule.Amount)} of {group}'s way off it, not beyond rest",
            CombineOperation.Fade => $"{group} is multiplied by 1 - {amount} x {Name(profile, rule.By)}: fully out, {Name(profile, rule.By)} leaves {Percent(Math.Max(0, 1 - rule.Amount))} of it",
            CombineOperation.Limit => $"{group} are scaled down together so that their sum stays at {amount} or below",
            CombineOperation.Lead => $"of {group} the largest stays and the others are multiplied by {amount}",
            _ => $"{group} are scaled by {rule.Source} / ({string.Join(" + ", rule.Channels.Select((index, i) => $"{Number(rule.Numbers[i])} x {Name(profile, index)}"))}), at most {amount}",
        };
    }

    /// <summary>What timing changes, one line each; none at the defaults.</summary>
    public static IReadOnlyList<string> Timing(ProfileTiming timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        List<string> lines = [];
        if (timing.FrameRateFps is { } rate) lines.Add($"{Number(rate)} frames per second");
        if (timing.LeadMilliseconds != 0) lines.Add($"the mouth moves {Number(timing.LeadMilliseconds)} ms earlier than the voice");
        if (timing.HoldMilliseconds != 0) lines.Add($"lips that close stay closed for at least {Number(timing.HoldMilliseconds)} ms");
        if (timing.SettleMilliseconds != 0) lines.Add($"everything eases to rest in the last {Number(timing.SettleMilliseconds)} ms");
        if (timing.SmoothMilliseconds != 0) lines.Add($"mouth channels are smoothed over {Number(timing.SmoothMilliseconds)} ms to either side; closed lips stay closed");
        if (timing.KeyTolerance is { } tolerance) lines.Add($"keys may miss the curve by {Percent(tolerance)} of the range");
        if (timing.ShapeHoldMilliseconds is { } hold) lines.Add($"a shape is shown for at least {Number(hold)} ms");
        return lines;
    }

    /// <summary>What the profile would like of the model, one line each; none when that is nothing.</summary>
    public static IReadOnlyList<string> Model(ProfileModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<string> lines = [];
        if (model.Identity is { } identity) lines.Add($"the face of {identity}");
        if (model.Face.Count > 0) lines.Add(Numbers(model.Face));
        if (model.Solver is { } solver) lines.Add($"solver {solver.ToString().ToLowerInvariant()}");
        if (model.Emotions.Count > 0) lines.Add($"emotions {Numbers(model.Emotions)}");
        return lines;
    }

    /// <summary>A number with at most three decimals.</summary>
    public static string Number(double value) => (Math.Round(value, 3) + 0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Numbers(IReadOnlyDictionary<string, float> numbers) =>
        string.Join(", ", numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {CanonicalNumber.Write(pair.Value)}"));

    private static string Percent(double share) => Number(100 * share) + " %";

    private static string Term(ProfileTerm term)
    {
        string conditions = string.Join(", ", term.Conditions.Select(condition =>
            $"{condition.Source} {(condition.From == condition.To ? "from " + Number(condition.From) + " on" : $"{Number(condition.From)} -> {Number(condition.To)}")}"));
        return $"{Number(term.Weight)} {term.Source}" + (conditions.Length == 0 ? "" : $" [while {conditions}]");
    }

    private static string Name(Profile profile, int channel) => profile.Channels[channel].Rig.Name;
}
