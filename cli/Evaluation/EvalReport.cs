using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Evaluation;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Evaluation;

/// <summary>Says what an evaluation found: a row for all and each language, probes apart, the worst recordings with their faults.</summary>
internal sealed class EvalReport(Terminal terminal)
{
    /// <summary>Writes everything; gives the exit code.</summary>
    /// <param name="notes">Recordings left out.</param>
    /// <param name="results">What became of the others.</param>
    /// <param name="worstCount">How many of the worst to list.</param>
    public int Write(IReadOnlyList<Issue> notes, IReadOnlyList<EvaluationResult> results, int worstCount)
    {
        RecordingScore[] scores = [.. results.Select(result => result.Score).OfType<RecordingScore>()];
        IReadOnlyList<Issue>[] failures = [.. results.Where(result => result.Score is null).Select(result => result.Issues)];
        int exitCode = failures.Length == 0 ? ExitCodes.Success : scores.Length > 0 ? ExitCodes.SomeLinesFailed : ExitCodes.OfAll(failures);
        IReadOnlyList<GroupScore> groups = GroupScore.AllOf(scores);
        if (terminal.IsJson) WriteJson(notes, results, groups, exitCode);
        else WriteText(notes, results, scores, groups, worstCount);
        return exitCode;
    }

    private void WriteText(IReadOnlyList<Issue> notes, IReadOnlyList<EvaluationResult> results, RecordingScore[] scores, IReadOnlyList<GroupScore> groups, int worstCount)
    {
        foreach (Issue issue in notes.Concat(results.SelectMany(result => result.Issues))) terminal.Report(issue);
        if (scores.Length == 0) return;
        RecordingScore[] speech = [.. scores.Where(score => !score.IsProbe)];
        if (speech.Length > 0)
        {
            TextTable table = new(FigureColumns.Headings);
            foreach (GroupScore group in groups) table.Add(FigureColumns.Row(group.Name, group.Count, group.Quality.Lsq, group.Figures, group.OffsetIqrMs));
            if (terminal.IsVerbose)
            {
                foreach (RecordingScore score in speech) table.Add(FigureColumns.Row(score.Name, 1, LipSyncQuality.Of(score.Figures).Lsq, score.Figures, double.NaN));
            }
            terminal.Result(table);
        }
        foreach (RecordingScore probe in scores.Where(score => score.IsProbe))
        {
            terminal.Result(string.Create(CultureInfo.InvariantCulture,
                $"{probe.Name}: lips {FigureColumns.Number(probe.Figures.PauseSpeed, 2)} mm/s, channels {FigureColumns.Number(probe.Figures.PauseChannelSpeed, 3)} per s, open {FigureColumns.Number(probe.Figures.PauseOpenShare, 2)} of the time"));
        }
        // What a recording does not tell costs it no points here: one without f and v is not worse for it.
        foreach (RecordingScore score in speech.OrderBy(score => LipSyncQuality.Of(score.Figures).Share).ThenBy(score => score.Name, StringComparer.Ordinal).Take(worstCount)) WriteFaults(score);
    }

    private void WriteFaults(RecordingScore score)
    {
        LipSyncQuality quality = LipSyncQuality.Of(score.Figures);
        terminal.Result();
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{score.Name}: {quality.Lsq:0.0} of {quality.PossiblePoints:0} points, lips shut up to {score.ClosedGapMm:0.00} mm"));
        foreach (ClosureFault fault in score.ClosureFaults)
        {
            terminal.Result(string.Create(CultureInfo.InvariantCulture,
                $"  {fault.Phone.StartSeconds,7:0.00}-{fault.Phone.EndSeconds:0.00} s  {fault.Before,3} [{fault.Phone.Name}] {fault.After,-3}  {(fault.IsMissed ? "missed" : "invented")}, gap {fault.SmallestGapMm:0.00} mm"));
        }
    }

    private void WriteJson(IReadOnlyList<Issue> notes, IReadOnlyList<EvaluationResult> results, IReadOnlyList<GroupScore> groups, int exitCode)
    {
        foreach (EvaluationResult result in results)
        {
            terminal.Event(result.Score is null ? "failed" : "file", json =>
            {
                json.WriteString("input", result.Recording.Path);
                if (result.Score is { } score) WriteScore(json, score);
                json.WriteIssues("issues", result.Issues);
            });
        }
        foreach (GroupScore group in groups.Where(group => group.Count > 0))
        {
            terminal.Event("group", json =>
            {
                json.WriteString("name", group.Name);
                json.WriteNumber("files", group.Count);
                WriteFigures(json, group.Figures);
                json.WriteRounded("offsetIqrMs", group.OffsetIqrMs);
            });
        }
        terminal.Event("summary", json =>
        {
            json.WriteNumber("done", results.Count(result => result.Score is not null));
            json.WriteNumber("failed", results.Count(result => result.Score is null));
            json.WriteNumber("exitCode", exitCode);
            json.WriteIssues("issues", notes);
        });
    }

    private static void WriteScore(Utf8JsonWriter json, RecordingScore score)
    {
        json.WriteString("name", score.Name);
        json.WriteString("language", score.Language);
        json.WriteBoolean("probe", score.IsProbe);
        json.WriteRounded("durationSeconds", score.DurationSeconds);
        WriteFigures(json, score.Figures);
        json.WriteRounded("closedGapMm", score.ClosedGapMm);
        json.WriteStartArray("closureFaults");
        foreach (ClosureFault fault in score.ClosureFaults)
        {
            json.WriteStartObject();
            json.WriteString("kind", fault.IsMissed ? "missed" : "invented");
            json.WriteString("phone", fault.Phone.Name);
            json.WriteString("before", fault.Before);
            json.WriteString("after", fault.After);
            json.WriteRounded("startSeconds", fault.Phone.StartSeconds);
            json.WriteRounded("endSeconds", fault.Phone.EndSeconds);
            json.WriteRounded("smallestGapMm", fault.SmallestGapMm);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, MouthFigures figures)
    {
        LipSyncQuality quality = LipSyncQuality.Of(figures);
        json.WriteRounded("lsq", quality.Lsq);
        json.WriteRounded("possiblePoints", quality.PossiblePoints);
        json.WriteStartObject("points");
        json.WriteRounded("closure", quality.Closure);
        json.WriteRounded("labiodental", quality.Labiodental);
        json.WriteRounded("rounding", quality.Rounding);
        json.WriteRounded("opening", quality.Opening);
        json.WriteRounded("timing", quality.Timing);
        json.WriteRounded("calm", quality.Calm);
        json.WriteEndObject();
        json.WriteStartObject("figures");
        json.WriteNumber("bilabials", figures.BilabialCount);
        json.WriteNumber("others", figures.OtherCount);
        json.WriteNumber("labiodentals", figures.LabiodentalCount);
        foreach ((string member, double value) in FigureColumns.Values(figures)) json.WriteRounded(member, value);
        json.WriteEndObject();
    }
}
