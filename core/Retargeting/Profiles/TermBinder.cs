using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads what drives a channel: 'sources' as a map or a list of terms, 'mix' and 'curve'.</summary>
internal static class TermBinder
{
    private const int LongestName = 128, FewestPoints = 2, MostPoints = 64;
    private const string CurveForm = "a list of 2 to 64 points [input, output] with rising inputs";
    private const string RampForm = "two numbers: [where it is shut, where it is open]";

    /// <summary>Beyond this a number is a mistake, and sums of 64 terms still stay far from infinity.</summary>
    private const double LargestNumber = 1e6;

    private static readonly IReadOnlyList<string> _mixes = ["sum", "max", "min"];

    public static IReadOnlyList<ProfileTerm> BindTerms(MapReader channel, ProfileIssueList issues)
    {
        YamlNode? node = channel.Take("sources");
        int count = node is YamlMap { Entries.Count: var entries } ? entries : node is YamlList { Items.Count: var items } ? items : 0;
        if (count > Limits.ProfileTermsPerChannel)
        {
            issues.Add(node!, place => ProfileIssues.TooMany(place, "sources of one channel", count, Limits.ProfileTermsPerChannel));
            return [];
        }
        switch (node)
        {
            case null:
                return [];
            case YamlMap map:
                return BindMap(channel, map, issues);
            case YamlList list:
                return BindList(list, issues);
            default:
                issues.Add(node, place => ProfileIssues.WrongKind(place, "'sources' of a channel", "a map of 'source: weight', or a list of terms"));
                return [];
        }
    }

    public static TermMix BindMix(MapReader channel, ProfileIssueList issues)
    {
        YamlNode? node = channel.Take("mix");
        if (node is null) return TermMix.Sum;
        string word = channel.Text(node, "'mix' of a channel", LongestName);
        for (int i = 0; i < _mixes.Count; i++)
        {
            if (word == _mixes[i]) return (TermMix)i;
        }
        issues.Add(node, place => ProfileIssues.UnknownName(place, "way to mix", word, _mixes));
        return TermMix.Sum;
    }

    public static IReadOnlyList<ResponsePoint> BindCurve(MapReader channel, ProfileIssueList issues)
    {
        YamlNode? node = channel.Take("curve");
        if (node is null) return [];
        List<ResponsePoint> points = [];
        foreach (YamlNode item in node is YamlList { Items.Count: >= FewestPoints and <= MostPoints } list ? list.Items : [])
        {
            if (Pair(channel, item, "a point of 'curve'", out (double Input, double Output) point)
                && (points.Count == 0 || (float)point.Input > points[^1].Input)) points.Add(new ResponsePoint((float)point.Input, (float)point.Output));
            else
                return Refuse(item);
        }
        return points.Count > 0 ? points : Refuse(node);

        IReadOnlyList<ResponsePoint> Refuse(YamlNode at)
        {
            issues.Add(at, place => ProfileIssues.WrongKind(place, "'curve' of a channel", CurveForm));
            return [];
        }
    }

    /// <summary>A source's proper name, or null after a report.</summary>
    public static string? Source(YamlNode node, string name, ProfileIssueList issues)
    {
        if (FaceSources.Find(name) is { } source) return source;
        issues.Add(node, place => ProfileIssues.UnknownName(place, "source", name, FaceSources.All));
        return null;
    }

    private static List<ProfileTerm> BindMap(MapReader channel, YamlMap map, ProfileIssueList issues)
    {
        List<ProfileTerm> terms = [];
        foreach (YamlEntry entry in map.Entries)
        {
            double? weight = channel.Number(entry.Value, $"the weight of '{PrintableText.Show(entry.Key.Text)}'", -LargestNumber, LargestNumber);
            if (Source(entry.Key, entry.Key.Text, issues) is not { } source) continue;
            if (terms.Exists(term => term.Source == source)) issues.Add(entry.Key, place => ProfileIssues.DuplicateKey(place, entry.Key.Text));
            else terms.Add(new ProfileTerm(source, (float)(weight ?? 0)));
        }
        return terms;
    }

    private static List<ProfileTerm> BindList(YamlList list, ProfileIssueList issues)
    {
        List<ProfileTerm> terms = [];
        foreach (YamlNode item in list.Items)
        {
            if (item is YamlMap map)
            {
                if (BindTerm(map, issues) is { } term) terms.Add(term);
            }
            else
            {
                issues.Add(item, place => ProfileIssues.WrongKind(place, "a term of a channel", "a map such as {of: jawOpen, weight: 0.5}"));
            }
        }
        return terms;
    }

    private static ProfileTerm? BindTerm(YamlMap map, ProfileIssueList issues)
    {
        MapReader reader = new(map, "a term", issues);
        YamlNode? of = reader.Take("of", required: true);
        double weight = reader.Number("weight", -LargestNumber, LargestNumber) ?? 1;
        List<TermCondition> conditions = BindConditions(reader, issues);
        reader.Finish();
        string name = of is null ? "" : reader.Text(of, "'of' of a term", LongestName);
        if (name.Length == 0 || Source(of!, name, issues) is not { } source) return null;
        return new ProfileTerm(source, (float)weight) { Conditions = conditions.Count > 0 ? conditions : [] };
    }

    private static List<TermCondition> BindConditions(MapReader term, ProfileIssueList issues)
    {
        List<TermCondition> conditions = [];
        foreach (YamlEntry entry in term.MapOf("when")?.Entries ?? [])
        {
            bool isRamp = Pair(term, entry.Value, "a condition of 'when'", out (double From, double To) ramp);
            if (!isRamp) issues.Add(entry.Value, place => ProfileIssues.WrongKind(place, "a condition of 'when'", RampForm));
            if (Source(entry.Key, entry.Key.Text, issues) is not { } source) continue;
            if (conditions.Exists(condition => condition.Source == source)) issues.Add(entry.Key, place => ProfileIssues.DuplicateKey(place, entry.Key.Text));
            else if (isRamp) conditions.Add(new TermCondition(source, (float)ramp.From, (float)ramp.To));
        }
        return conditions;
    }

    /// <summary>Two numbers in a list; false when the node is nothing of the kind. A number that is wrong is reported and counts as 0.</summary>
    private static bool Pair(MapReader reader, YamlNode node, string what, out (double First, double Second) pair)
    {
        pair = default;
        if (node is not YamlList { Items: [YamlScalar first, YamlScalar second] }) return false;
        pair = (reader.Number(first, what, -LargestNumber, LargestNumber) ?? 0, reader.Number(second, what, -LargestNumber, LargestNumber) ?? 0);
        return true;
    }
}
