using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Says which lines of a batch are worth looking at and why. What most lines of a profile have in common counts against none of them.</summary>
internal sealed class ReportJudge
{
    /// <summary>Speech of this length has sounds that shut the lips in every language; recorded speech shuts them about once a second.</summary>
    private const double LongSpeechSeconds = 4;

    /// <summary>In less sound than this a figure may be anything.</summary>
    private const double ShortestSeconds = 1;

    /// <summary>A mouth that moves less is still; speech moves it nine tenths of the time.</summary>
    private const double StillShare = 0.05;

    /// <summary>So many times the batch's median is far above it: recorded voices lie between 0.7 and 1.3 times.</summary>
    private const double FarAbove = 2;

    /// <summary>A line is very long when it is longer than this and so many times the median.</summary>
    private const double VeryLongSeconds = 30, VeryLongTimes = 8;

    /// <summary>In fewer lines nothing is general.</summary>
    private const int FewestLines = 4;

    private readonly HashSet<(string Profile, string Code)> _general = [];
    private readonly double _medianJitter, _medianSeconds;

    /// <param name="lines">All lines of the batch.</param>
    public ReportJudge(IReadOnlyList<ReportLine> lines)
    {
        _medianJitter = Median([.. lines.Where(line => IsLongEnough(line.Entry)).Select(line => line.Entry.Figures!.Jitter)]);
        _medianSeconds = Median([.. lines.Where(line => line.Entry.DurationSeconds > 0).Select(line => line.Entry.DurationSeconds)]);
        foreach (IGrouping<string, ReportLine> profile in lines.GroupBy(line => line.Entry.Profile, StringComparer.Ordinal))
        {
            // Failed lines have no warnings of the profile: they never came so far.
            ReportLine[] made = [.. profile.Where(line => line.Entry.State == LedgerState.Done)];
            if (made.Length < FewestLines) continue;
            foreach ((string code, int count) in made.SelectMany(line => WarningCodes(line.Entry)).CountBy(code => code, StringComparer.Ordinal))
            {
                if (2 * count > made.Length) _general.Add((profile.Key, code));
            }
        }
    }

    /// <summary>Whether most lines of a profile have such an issue.</summary>
    public bool IsGeneral(string profile, Issue issue) => issue.Severity == IssueSeverity.Warning && _general.Contains((profile, issue.Code));

    /// <summary>Puts the lines in order, the worst first.</summary>
    public IReadOnlyList<ReportRow> Rank(IEnumerable<ReportLine> lines) =>
    [
        .. lines.Select(line => (Line: line, Judgement: Judge(line)))
            .OrderBy(item => item.Judgement.Concern)
            .ThenByDescending(item => item.Judgement.Weight)
            .ThenBy(item => item.Judgement.Code, StringComparer.Ordinal)
            .ThenBy(item => item.Line.Entry.Line, StringComparer.Ordinal)
            .Select(item => new ReportRow(item.Line, item.Judgement.Concern, item.Judgement.Reason)),
    ];

    private (ReportConcern Concern, double Weight, string Code, string Reason) Judge(ReportLine line)
    {
        LedgerEntry entry = line.Entry;
        if (line.State is ReportState.Failed or ReportState.FailedBefore)
        {
            Issue? error = entry.Issues.FirstOrDefault(issue => issue.Severity == IssueSeverity.Error);
            return (ReportConcern.Failed, 0, error?.Code ?? "", error is null ? "failed" : Phrase(error));
        }
        if (line.State == ReportState.Unfinished) return (ReportConcern.NotMade, 1, "", "interrupted while its files were put in place; run the batch again");
        if (line.State == ReportState.NotTried) return (ReportConcern.NotMade, 0, "", "not tried: the run ended before");

        Issue[] own = [.. entry.Issues.Where(issue => !IsGeneral(entry.Profile, issue))];
        if (own.FirstOrDefault(IsConflict) is { } conflict) return (ReportConcern.Conflict, 1, conflict.Code, Phrase(conflict));
        if (line.State == ReportState.Kept) return (ReportConcern.Conflict, 0, "", "changed by hand and kept");
        if (own.Length > 0)
            return (ReportConcern.Warning, own.Length, own[0].Code, own.Length == 1 ? Phrase(own[0]) : string.Create(CultureInfo.InvariantCulture, $"{Phrase(own[0])} (and {own.Length - 1} more)"));
        return Suspect(entry) is { } suspicion ? (ReportConcern.Suspicious, suspicion.Weight, "", suspicion.Reason) : (ReportConcern.None, 0, "", "");
    }

    /// <summary>What is odd about a face; the weight's hundreds say which kind of oddity is worse.</summary>
    private (double Weight, string Reason)? Suspect(LedgerEntry entry)
    {
        double seconds = entry.DurationSeconds;
        if (IsLongEnough(entry))
        {
            LineFigures figures = entry.Figures!;
            if (figures.MovingShare < StillShare) return (400 - figures.MovingShare, "the mouth keeps still: is there a voice in the recording?");
            if (figures.ClosureCount == 0 && seconds >= LongSpeechSeconds)
                return (300 + Math.Min(seconds, 99), string.Create(CultureInfo.InvariantCulture, $"the lips never shut in {seconds:0.0} s"));
            double times = _medianJitter > 0 ? figures.Jitter / _medianJitter : 0;
            if (times > FarAbove)
                return (200 + Math.Min(times, 99), string.Create(CultureInfo.InvariantCulture, $"jitter {figures.Jitter:0.00}, {times:0.0} times the batch's median"));
        }
        return seconds > VeryLongSeconds && seconds > VeryLongTimes * _medianSeconds
            ? (Math.Min(seconds / 3600, 99), string.Create(CultureInfo.InvariantCulture, $"very long: {seconds:0} s, half of the lines are under {_medianSeconds:0.0} s"))
            : null;
    }

    private static bool IsLongEnough(LedgerEntry entry) => entry.Figures is not null && entry.DurationSeconds >= ShortestSeconds;

    /// <summary>Whether a hand edit stands against what the program makes now: its base is another, or it was not applied.</summary>
    private static bool IsConflict(Issue issue) => issue.Code is ['E', 'D', 'T', '0', '2' or '3'];

    private static IEnumerable<string> WarningCodes(LedgerEntry entry) =>
        entry.Issues.Where(issue => issue.Severity == IssueSeverity.Warning).Select(issue => issue.Code).Distinct(StringComparer.Ordinal);

    private static string Phrase(Issue issue) => $"{issue.Code}: {issue.Text}";

    private static double Median(double[] values)
    {
        if (values.Length == 0) return 0;
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
