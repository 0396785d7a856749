using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A report as one JSON object for programs; docs/batch.md lists its members.</summary>
internal static class DataReport
{
    /// <summary>Version of the layout; it grows when a member changes its meaning.</summary>
    private const int Version = 1;

    /// <summary>Letters of all scripts as they are; what could end a script element in a page is escaped.</summary>
    public static JsonWriterOptions Options(bool isIndented) => new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Indented = isIndented, NewLine = "\n" };

    public static void Write(BatchReport report, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, Options(isIndented: true));
        json.WriteStartObject();
        json.WriteString("format", "modkit-batch-report");
        json.WriteNumber("version", Version);
        WriteSummary(json, report);
        json.WriteStartArray("lines");
        foreach (ReportRow row in report.Rows) WriteLine(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The members above the lines, which a page has too.</summary>
    public static void WriteSummary(Utf8JsonWriter json, BatchReport report)
    {
        json.WriteString("title", report.Title);
        json.WriteString("lastUtc", report.LastUtc == default ? null : report.LastUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("lineCount", report.Rows.Count);
        json.WriteNumber("seconds", Math.Round(report.DurationSeconds, 3));
        json.WriteStartObject("states");
        foreach ((ReportState state, int count) in report.StateCounts) json.WriteNumber(ReportWords.Of(state), count);
        json.WriteEndObject();
        json.WriteStartObject("concerns");
        foreach ((ReportConcern concern, int count) in report.ConcernCounts)
        {
            if (concern != ReportConcern.None) json.WriteNumber(ReportWords.Of(concern), count);
        }
        json.WriteEndObject();
        WriteCodes(json, "failures", report.Failures);
        WriteCodes(json, "warnings", report.Warnings);
        WriteGroups(json, "profiles", report.Profiles);
        WriteGroups(json, "speakers", report.Speakers);
    }

    private static void WriteCodes(Utf8JsonWriter json, string name, IReadOnlyList<ReportCode> codes)
    {
        json.WriteStartArray(name);
        foreach (ReportCode code in codes)
        {
            json.WriteStartObject();
            json.WriteString("code", code.Example.Code);
            json.WriteNumber("lines", code.LineCount);
            json.WriteBoolean("general", code.IsGeneral);
            json.WriteString("text", code.Example.Text);
            json.WriteString("hint", code.Example.Hint);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteGroups(Utf8JsonWriter json, string name, IReadOnlyList<ReportGroup> groups)
    {
        json.WriteStartArray(name);
        foreach (ReportGroup group in groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            json.WriteNumber("lines", group.LineCount);
            json.WriteNumber("failed", group.FailedCount);
            json.WriteNumber("toLookAt", group.ConcernCount);
            json.WriteNumber("seconds", Math.Round(group.DurationSeconds, 3));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, ReportRow row)
    {
        LedgerEntry entry = row.Line.Entry;
        json.WriteStartObject();
        json.WriteString("line", entry.Line);
        json.WriteString("state", ReportWords.Of(row.Line.State));
        if (row.Concern != ReportConcern.None)
        {
            json.WriteString("concern", ReportWords.Of(row.Concern));
            json.WriteString("reason", row.Reason);
        }
        json.WriteString("input", entry.Input);
        json.WriteNumber("seconds", Math.Round(entry.DurationSeconds, 3));
        if (entry.Figures is { } figures)
        {
            json.WritePropertyName("figures");
            figures.Write(json);
        }
        WriteText(json, "profile", entry.Profile);
        WriteText(json, "format", entry.Format);
        WriteText(json, "speaker", entry.Speaker);
        WriteText(json, "language", entry.Language);
        WriteText(json, "text", entry.Text);
        IssueJson.Write(json, "issues", entry.Issues);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) json.WriteString(name, text);
    }
}
