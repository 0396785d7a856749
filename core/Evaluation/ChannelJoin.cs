using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>Which channels of two animations are the same.</summary>
/// <param name="Pairs">Columns of the first and the second, in the order of the first.</param>
/// <param name="OnlyInFirst">Names that only the first has.</param>
/// <param name="OnlyInSecond">Names that only the second has.</param>
internal sealed record ChannelJoin(IReadOnlyList<(int First, int Second)> Pairs, IReadOnlyList<string> OnlyInFirst, IReadOnlyList<string> OnlyInSecond)
{
    /// <summary>Joins by the very name, then by what the name means.</summary>
    public static ChannelJoin Of(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        Dictionary<string, int> columns = new(StringComparer.Ordinal), meanings = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> exact = new(first, StringComparer.Ordinal);
        for (int i = 0; i < second.Count; i++)
        {
            columns.Add(second[i], i);
            if (!exact.Contains(second[i])) meanings.TryAdd(MeaningOf(second[i]), i);
        }
        List<(int, int)> pairs = [];
        List<string> onlyInFirst = [];
        HashSet<int> joined = [];
        for (int i = 0; i < first.Count; i++)
        {
            if ((columns.TryGetValue(first[i], out int column) || meanings.TryGetValue(MeaningOf(first[i]), out column)) && joined.Add(column)) pairs.Add((i, column));
            else onlyInFirst.Add(first[i]);
        }
        return new ChannelJoin(pairs, onlyInFirst, [.. second.Where((_, column) => !joined.Contains(column))]);
    }

    private static string MeaningOf(string name)
    {
        if (LipGeometry.ChannelOf(name) is { } face) return face;
        int tongue = ArkitChannels.IndexOf(name[(name.LastIndexOf('.') + 1)..]);
        return tongue >= 0 ? ArkitChannels.All[tongue] : name;
    }
}
