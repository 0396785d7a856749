using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What became of a batch, the worst lines first: what every kind of report tells. The same lines give the same report, in whatever order they come.</summary>
public sealed class BatchReport
{
    private BatchReport(string title, IReadOnlyList<ReportLine> lines)
    {
        Title = title;
        ReportJudge judge = new(lines);
        Rows = judge.Rank(lines);
        StateCounts = Count(lines, line => line.State);
        ConcernCounts = Count(Rows, row => row.Concern);
        DurationSeconds = lines.Sum(line => line.Entry.DurationSeconds);
        LastUtc = lines.Select(line => line.Entry.TimeUtc).DefaultIfEmpty().Max();
        Failures = Codes(lines, IssueSeverity.Error, judge);
        Warnings = Codes(lines, IssueSeverity.Warning, judge);
        Profiles = Groups(entry => entry.Profile);
        Speakers = Groups(entry => entry.Speaker ?? "");
    }

    /// <summary>What the batch is called: the name of its output folder.</summary>
    public string Title { get; }

    /// <summary>Every line, the worst first.</summary>
    public IReadOnlyList<ReportRow> Rows { get; }

    /// <summary>How many lines stand how; states no line has are missing.</summary>
    public IReadOnlyDictionary<ReportState, int> StateCounts { get; }

    /// <summary>How many lines are of which concern; concerns no line has are missing.</summary>
    public IReadOnlyDictionary<ReportConcern, int> ConcernCounts { get; }

    /// <summary>Length of all recordings that could be read, in seconds.</summary>
    public double DurationSeconds { get; }

    /// <summary>The last time a line was written down, in UTC; the smallest of all times when none was.</summary>
    public DateTime LastUtc { get; }

    /// <summary>Why lines failed, the most frequent first.</summary>
    public IReadOnlyList<ReportCode> Failures { get; }

    /// <summary>What else was found, the most frequent first.</summary>
    public IReadOnlyList<ReportCode> Warnings { get; }

    /// <summary>The lines by profile, in order of names.</summary>
    public IReadOnlyList<ReportGroup> Profiles { get; }

    /// <summary>The lines by speaker, in order of names.</summary>
    public IReadOnlyList<ReportGroup> Speakers { get; }

    /// <summary>Ranks and sums up.</summary>
    /// <param name="title">What the batch is called.</param>
    /// <param name="lines">Its lines, in any order.</param>
    public static BatchReport Of(string title, IEnumerable<ReportLine> lines)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new BatchReport(title, [.. lines.OrderBy(line => line.Entry.Line, StringComparer.Ordinal)]);
    }

    private static Dictionary<TKey, int> Count<T, TKey>(IEnumerable<T> items, Func<T, TKey> key)
        where TKey : struct => items.CountBy(key).OrderBy(pair => pair.Key).ToDictionary();

    private static ReportCode[] Codes(IReadOnlyList<ReportLine> lines, IssueSeverity severity, ReportJudge judge)
    {
        Dictionary<string, ReportCode> codes = new(StringComparer.Ordinal);
        foreach (ReportLine line in lines)
        {
            IReadOnlyList<Issue> issues = line.Entry.Issues;
            for (int i = 0; i < issues.Count; i++)
            {
                Issue issue = issues[i];
                if (issue.Severity != severity || IsAmong(issues, i)) continue;
                bool isGeneral = judge.IsGeneral(line.Entry.Profile, issue);
                codes[issue.Code] = codes.TryGetValue(issue.Code, out ReportCode? known)
                    ? known with { LineCount = known.LineCount + 1, IsGeneral = known.IsGeneral && isGeneral }
                    : new ReportCode(issue, 1, isGeneral);
            }
        }
        return [.. codes.Values.OrderByDescending(code => code.LineCount).ThenBy(code => code.Example.Code, StringComparer.Ordinal)];
    }

    /// <summary>Whether a line has an issue's code before.</summary>
    private static bool IsAmong(IReadOnlyList<Issue> issues, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (issues[i].Code == issues[index].Code && issues[i].Severity == issues[index].Severity) return true;
        }
        return false;
    }

    private ReportGroup[] Groups(Func<LedgerEntry, string> name) =>
    [
        .. Rows.GroupBy(row => name(row.Line.Entry), StringComparer.Ordinal).OrderBy(rows => rows.Key, StringComparer.Ordinal).Select(rows => new ReportGroup(
            rows.Key, rows.Count(), rows.Count(row => row.Concern == ReportConcern.Failed), rows.Count(row => row.Concern is not (ReportConcern.Failed or ReportConcern.None)),
            rows.Sum(row => row.Line.Entry.DurationSeconds))),
    ];
}
