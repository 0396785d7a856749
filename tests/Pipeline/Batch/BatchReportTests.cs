using static Audio2Face.Modkit.Pipeline.Tests.Batch.ReportLines;

namespace Audio2Face.Modkit.Pipeline.Tests.Batch;

/// <summary>Which lines stand above which, and why.</summary>
public sealed class BatchReportTests
{
    [Fact]
    public void The_worst_lines_come_first_in_whatever_order_they_are_given()
    {
        ReportLine[] lines =
        [
            ReportLine.Of(Entry("a fine.lip")),
            ReportLine.Of(Entry("b restless.lip", figures: Figures(jitter: 0.4))),
            ReportLine.Of(Entry("c open.lip", seconds: 6, figures: Figures(closures: 0))),
            ReportLine.Of(Entry("d still.lip", figures: Figures(closures: 0, jitter: 0, moving: 0.01))),
            ReportLine.Of(Entry("e warned.lip", issues: Warning("MED18"))),
            new(Entry("f kept.lip"), ReportState.Kept),
            ReportLine.Of(Entry("g conflict.lip", issues: Warning("EDT02", "An edit was made for another recording."))),
            new(Entry("h later.lip", LedgerState.Failed), ReportState.NotTried),
            ReportLine.Of(Entry("i broken.lip", LedgerState.Failed, issues: Error("MED03", "There is no sound in it."))),
            .. Enumerable.Range(0, 5).Select(i => ReportLine.Of(Entry($"z{i}.lip"))),
        ];
        BatchReport report = BatchReport.Of("x", lines);
        Assert.Equal("ihgfedcbazzzzz", string.Concat(report.Rows.Select(row => row.Line.Entry.Line[0])));
        Assert.Equal(report.Rows, BatchReport.Of("x", lines.Reverse()).Rows);
        Assert.Equal("MED03: There is no sound in it.", report.Rows[0].Reason);
        Assert.Equal("EDT02: An edit was made for another recording.", report.Rows[2].Reason);
        Assert.Equal("the lips never shut in 6.0 s", report.Rows[6].Reason);
        Assert.Equal("jitter 0.40, 2.5 times the batch's median", report.Rows[7].Reason);
        Assert.Equal((ReportConcern.None, ""), (report.Rows[8].Concern, report.Rows[8].Reason));
        Assert.Equal(
            [(ReportConcern.Failed, 1), (ReportConcern.NotMade, 1), (ReportConcern.Conflict, 2), (ReportConcern.Warning, 1), (ReportConcern.Suspicious, 3), (ReportConcern.None, 6)],
            report.ConcernCounts.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void An_edit_that_was_only_clamped_is_no_conflict() =>
        Assert.Equal(ReportConcern.Warning, Report(Entry("a.lip", issues: Warning("EDT04"))).Rows[0].Concern);

    [Fact]
    public void What_speech_of_that_length_may_have_is_not_suspicious()
    {
        BatchReport report = Report(
            // No closure in three seconds, a jerk in half of one, and two times the median to the last digit.
            Entry("a.lip", figures: Figures(closures: 0)), Entry("b.lip", seconds: 0.5, figures: Figures(jitter: 0.9)), Entry("c.lip", figures: Figures(jitter: 0.32)),
            Entry("d.lip"), Entry("e.lip"), Entry("f.lip"));
        Assert.All(report.Rows, row => Assert.Equal(ReportConcern.None, row.Concern));
    }

    [Fact]
    public void A_line_that_is_far_longer_than_the_others_is_told()
    {
        LedgerEntry[] others = [.. Enumerable.Range(0, 9).Select(i => Entry($"{i}.lip"))];
        Assert.Equal("very long: 600 s, half of the lines are under 3.0 s", Report([.. others, Entry("long.lip", seconds: 600)]).Rows[0].Reason);
        Assert.Equal(ReportConcern.None, Report([.. others, Entry("long.lip", seconds: 29)]).Rows[0].Concern);
    }

    [Fact]
    public void A_warning_that_most_lines_of_a_profile_share_counts_against_none_of_them()
    {
        // Four of six lines of one profile; of the other profile's six only one.
        BatchReport report = Report(
        [
            .. Enumerable.Range(0, 6).Select(i => Entry($"a{i}.lip", issues: i < 4 ? [Warning("MAP01")] : [])),
            .. Enumerable.Range(0, 6).Select(i => Entry($"b{i}.lip", profile: "fallout4", issues: i < 1 ? [Warning("MAP01")] : [])),
        ]);
        Assert.Equal(["b0.lip"], report.Rows.Where(row => row.Concern == ReportConcern.Warning).Select(row => row.Line.Entry.Line));
        Assert.Equal((5, false), (report.Warnings[0].LineCount, report.Warnings[0].IsGeneral));
        Assert.True(Report([.. Enumerable.Range(0, 4).Select(i => Entry($"a{i}.lip", issues: Warning("MAP01")))]).Warnings[0].IsGeneral);
        // Three lines are no profile's habit.
        Assert.False(Report([.. Enumerable.Range(0, 3).Select(i => Entry($"a{i}.lip", issues: Warning("MAP01")))]).Warnings[0].IsGeneral);
    }

    [Fact]
    public void Totals_are_of_lines_codes_profiles_and_speakers()
    {
        BatchReport report = Report(
            Entry("a.lip", seconds: 2) with { Speaker = "Anna" },
            Entry("b.lip", seconds: 4, issues: [Warning("MED18"), Warning("MED18", "Again.")]) with { Speaker = "Anna" },
            Entry("c.lip", LedgerState.Failed, issues: [Error("MED03"), Warning("MED18")]) with { Speaker = "Bob" },
            Entry("d.lip", LedgerState.Failed, profile: "fallout4", issues: Error("MED03")),
            Entry("e.lip", LedgerState.Placing));
        Assert.Equal(6, report.DurationSeconds);
        Assert.Equal([("MED03", 2)], report.Failures.Select(code => (code.Example.Code, code.LineCount)));
        Assert.Equal([("MED18", 2)], report.Warnings.Select(code => (code.Example.Code, code.LineCount)));
        Assert.Equal([("fallout4", 1, 1, 0), ("skyrim", 4, 1, 2)], report.Profiles.Select(group => (group.Name, group.LineCount, group.FailedCount, group.ConcernCount)));
        Assert.Equal([("", 2), ("Anna", 2), ("Bob", 1)], report.Speakers.Select(group => (group.Name, group.LineCount)));
        Assert.Equal(6, report.Speakers[1].DurationSeconds);
        Assert.Equal([(ReportState.Done, 2), (ReportState.Failed, 2), (ReportState.Unfinished, 1)], report.StateCounts.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void A_report_of_nothing_is_a_report() => Assert.Equal((0, 0.0, default), (Report().Rows.Count, Report().DurationSeconds, Report().LastUtc));
}
