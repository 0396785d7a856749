using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Says which recordings are made with which profile: the first rule that matches counts.</summary>
public sealed class ProfileRules
{
    private const string SpeakerPrefix = "speaker:", LanguagePrefix = "language:";

    private readonly IReadOnlyList<(string Text, Func<BatchSource, bool> Matches, string Profile)> _rules;

    private ProfileRules(IReadOnlyList<(string, Func<BatchSource, bool>, string)> rules) => _rules = rules;

    /// <summary>Reads rules.</summary>
    /// <param name="rules">
    /// <c>PATTERN=PROFILE</c> each. The pattern is one over <see cref="BatchSource.Name"/>, such as <c>npc/male/**</c>, or
    /// <c>speaker:NAME</c> or <c>language:TAG</c>; case does not matter.
    /// </param>
    /// <exception cref="ModkitException">INP14: every rule that is not of that form.</exception>
    public static ProfileRules Parse(IReadOnlyList<string> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        List<(string, Func<BatchSource, bool>, string)> parsed = [];
        List<Issue> issues = [];
        foreach (string rule in rules)
        {
            int equals = rule.LastIndexOf('=');
            string pattern = rule[..Math.Max(equals, 0)].Trim(), profile = rule[(equals + 1)..].Trim();
            if (pattern.Length == 0 || profile.Length == 0 || pattern is SpeakerPrefix or LanguagePrefix) issues.Add(InputIssues.BadRule(rule));
            else parsed.Add((rule, MatcherOf(pattern), profile));
        }
        return issues.Count == 0 ? new ProfileRules(parsed) : throw new ModkitException(issues);
    }

    /// <summary>The sources with the profiles the rules give them; a profile of a manifest stays.</summary>
    /// <param name="sources">All recordings of the batch.</param>
    /// <param name="warnings">Takes INP15 for each rule that is of no use.</param>
    public IReadOnlyList<BatchSource> Apply(IReadOnlyList<BatchSource> sources, ICollection<Issue> warnings)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(warnings);
        if (_rules.Count == 0) return sources;
        bool[] isUsed = new bool[_rules.Count];
        List<BatchSource> ruled = new(sources.Count);
        foreach (BatchSource source in sources)
        {
            int first = 0;
            while (first < _rules.Count && !_rules[first].Matches(source)) first++;
            if (first < _rules.Count) isUsed[first] = true;
            ruled.Add(first < _rules.Count && source.Profile is null ? source with { Profile = _rules[first].Profile } : source);
        }
        for (int i = 0; i < _rules.Count; i++)
        {
            if (!isUsed[i]) warnings.Add(InputIssues.UselessRule(_rules[i].Text, isShadowed: sources.Any(_rules[i].Matches)));
        }
        return ruled;
    }

    private static Func<BatchSource, bool> MatcherOf(string pattern)
    {
        if (pattern.StartsWith(SpeakerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            string speaker = pattern[SpeakerPrefix.Length..].Trim();
            return source => string.Equals(source.Speaker, speaker, StringComparison.OrdinalIgnoreCase);
        }
        if (pattern.StartsWith(LanguagePrefix, StringComparison.OrdinalIgnoreCase))
        {
            string language = pattern[LanguagePrefix.Length..].Trim();
            return source => LanguageTags.AreSame(source.Language, language);
        }
        GlobPattern names = new(pattern.Replace('\\', '/'));
        return source => names.Matches(source.Name);
    }
}
