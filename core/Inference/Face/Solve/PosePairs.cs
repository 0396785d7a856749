namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>Pairs of poses, given as an id for each pose: two poses with the same id are a pair. Model contract, section 6.2.</summary>
internal static class PosePairs
{
    /// <summary>The id of a pose without a partner.</summary>
    public const int None = -1;

    /// <summary>The pairs among the active poses, numbered as those are. Pairs with a pose that is not active are dropped.</summary>
    /// <remarks>Like the reference, this takes exactly two active poses without a partner for a pair.</remarks>
    /// <param name="ids">One for each pose.</param>
    /// <param name="active">The active poses, ascending.</param>
    public static (int First, int Second)[] AmongActive(int[] ids, int[] active)
    {
        List<(int, int)> pairs = [];
        for (int i = 0; i < active.Length; i++)
        {
            int count = 0, partner = -1;
            for (int j = 0; j < active.Length; j++)
            {
                if (ids[active[j]] != ids[active[i]]) continue;
                count++;
                if (j > i) partner = j;
            }
            if (count == 2 && partner >= 0) pairs.Add((i, partner));
        }
        return [.. pairs];
    }

    /// <summary>Refuses ids that do not stand exactly twice.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD16: names the list and the id.</exception>
    public static void Check(int[] ids, string name)
    {
        foreach (IGrouping<int, int> group in ids.GroupBy(id => id))
        {
            if (group.Key != None && group.Count() != 2)
                throw InferenceIssues.BadData(name, FormattableString.Invariant($"pair {group.Key} has {group.Count()} poses instead of 2"));
        }
    }
}
