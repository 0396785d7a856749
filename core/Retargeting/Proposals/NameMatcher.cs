namespace Audio2Face.Modkit.Retargeting;

/// <summary>Proposes by name: the vocabulary that knows most of a rig's names speaks first.</summary>
internal static class NameMatcher
{
    /// <summary>A word of one letter means something only beside its kin: A to H of Rhubarb, A I U E O of VRM.</summary>
    private const int LeastKin = 4;

    /// <summary>From so many poses of the mouth on, a rig shows speech by them, and visemes beside them would double it.</summary>
    private const int EnoughPoses = 10;

    /// <returns>One proposal a name, null where no vocabulary knows it.</returns>
    public static ChannelProposal?[] Match(IReadOnlyList<string> names)
    {
        MorphName[][] readings = [.. names.Select(name => MorphName.Readings(name).Distinct().ToArray())];
        List<(NameVocabulary Vocabulary, int Hits)> ranked =
        [
            .. NameVocabularies.All.Select(vocabulary => (Vocabulary: vocabulary, Hits: readings.Count(r => Find(vocabulary, r) is not null)))
                .Where(v => v.Hits > 0)
                .OrderByDescending(v => v.Vocabulary == NameVocabulary.Arkit).ThenByDescending(v => v.Hits),
        ];
        ChannelProposal?[] proposals = [.. names.Select((name, i) => Propose(name, readings[i], ranked))];
        if (proposals.Count(p => p is not null && p.Sources.Any(s => IsMouthPose(s.Name))) < EnoughPoses) return proposals;
        return [.. proposals.Select(p => p is null || !p.Sources.Any(s => s.Name.StartsWith("mouth.", StringComparison.Ordinal)) ? p
            : p with { Sources = [], Reason = p.Reason + "; left at rest, the ARKit shapes show speech" })];
    }

    private static ChannelProposal? Propose(string name, MorphName[] readings, List<(NameVocabulary Vocabulary, int Hits)> ranked)
    {
        foreach ((NameVocabulary vocabulary, int hits) in ranked)
        {
            if (Find(vocabulary, readings) is not ({ } sources, { } reading)) continue;
            bool isOneLetter = reading.Key.Length == 1 && char.IsAscii(reading.Key[0]);
            if (isOneLetter && hits < LeastKin) continue;
            double confidence = vocabulary == NameVocabulary.Arkit ? (reading == readings[0] ? 1 : 0.95) : isOneLetter ? 0.6 : vocabulary.IsArkit ? 0.85 : 0.75;
            string reason = sources.Count == 0 ? $"{vocabulary.Title} name; nothing in speech moves it" : $"{vocabulary.Title} name";
            return new ChannelProposal(name, sources, confidence, reason);
        }
        return null;
    }

    private static (IReadOnlyList<ProposedSource> Sources, MorphName Reading)? Find(NameVocabulary vocabulary, MorphName[] readings)
    {
        foreach (MorphName reading in readings)
        {
            if (vocabulary.Find(reading) is { } sources) return (sources, reading);
        }
        return null;
    }

    private static bool IsMouthPose(string source) =>
        !source.StartsWith("mouth.", StringComparison.Ordinal) && (source.StartsWith("mouth", StringComparison.Ordinal) || source.StartsWith("jaw", StringComparison.Ordinal));
}
