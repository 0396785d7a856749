using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests.Batch;

/// <summary>Lines for reports.</summary>
internal static class ReportLines
{
    public static LedgerEntry Entry(string line, LedgerState state = LedgerState.Done, double seconds = 3, LineFigures? figures = null, string profile = "skyrim", params Issue[] issues) => new()
    {
        Line = line,
        State = state,
        TimeUtc = new DateTime(2026, 11, 22, 3, 4, 5, DateTimeKind.Utc),
        Input = line.Replace(".lip", ".wav", StringComparison.Ordinal),
        Profile = profile,
        Format = "lip-skyrim",
        DurationSeconds = state == LedgerState.Done ? seconds : 0,
        Issues = issues,
        Figures = state == LedgerState.Done ? figures ?? Figures() : null,
    };

    public static LineFigures Figures(int closures = 3, double jitter = 0.16, double moving = 0.9) =>
        new() { ClosureCount = closures, Jitter = jitter, MovingShare = moving, PeakOpeningMm = 20, Curve = "0AKe0" };

    public static Issue Error(string code, string text = "No sound.") => Issue.Error(code, "a.wav", text, "Mend it.");

    public static Issue Warning(string code, string text = "Odd.") => Issue.Warning(code, "a.wav", text, "Look at it.");

    public static BatchReport Report(params LedgerEntry[] entries) => BatchReport.Of("my mod", entries.Select(ReportLine.Of));
}
