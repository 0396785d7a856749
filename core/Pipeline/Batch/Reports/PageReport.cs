using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// A report as one page that needs nothing but itself: Page/report.html with its style, its script and the lines as data. The lines are never
/// part of the markup, and the page's own policy allows no script but this one and no connection.
/// </summary>
internal static class PageReport
{
    private const string Folder = "report-page/";

    public static void Write(BatchReport report, Stream stream)
    {
        string style = Resource("report.css"), script = Resource("report.js");
        string[] parts = Resource("report.html").Split("{data}");
        Write(parts[0]);
        WriteData(report, stream);
        Write(parts[1]);

        void Write(string part) => stream.Write(Encoding.UTF8.GetBytes(part
            .Replace("{policy}", $"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'", StringComparison.Ordinal)
            .Replace("{style}", style, StringComparison.Ordinal)
            .Replace("{script}", script, StringComparison.Ordinal)
            // Last: nothing a user named is a place for any of the others.
            .Replace("{title}", WebUtility.HtmlEncode(report.Title), StringComparison.Ordinal)));
    }

    /// <summary>The summary as <see cref="DataReport"/> has it, and the lines as rows of values: ten thousand of them should be small.</summary>
    private static void WriteData(BatchReport report, Stream stream)
    {
        Dictionary<(IssueSeverity, string, string, string), int> issues = [];
        Dictionary<string, int> words = new(StringComparer.Ordinal);
        using Utf8JsonWriter json = new(stream, DataReport.Options(isIndented: false));
        json.WriteStartObject();
        DataReport.WriteSummary(json, report);
        json.WriteNumber("curveStepMm", LineFigures.CurveStepMm);
        // state, concern, reason, line, input, seconds, closures, jitter, moving, peak, curve, profile, format, speaker, language, text, issues; null where there is none.
        json.WriteStartArray("rows");
        foreach (ReportRow row in report.Rows)
        {
            LedgerEntry entry = row.Line.Entry;
            LineFigures? figures = entry.Figures;
            json.WriteStartArray();
            WriteWord(ReportWords.Of(row.Line.State));
            WriteWord(ReportWords.Of(row.Concern));
            json.WriteStringValue(row.Reason);
            json.WriteStringValue(entry.Line);
            json.WriteStringValue(entry.Input);
            WriteNumber(entry.DurationSeconds > 0 ? Math.Round(entry.DurationSeconds, 3) : null);
            WriteNumber(figures?.ClosureCount);
            WriteNumber(figures?.Jitter);
            WriteNumber(figures?.MovingShare);
            WriteNumber(figures?.PeakOpeningMm);
            json.WriteStringValue(figures?.Curve);
            WriteWord(entry.Profile);
            WriteWord(entry.Format);
            WriteWord(entry.Speaker ?? "");
            WriteWord(entry.Language ?? "");
            json.WriteStringValue(entry.Text);
            json.WriteStartArray();
            foreach (Issue issue in entry.Issues)
            {
                // Its number, and its place where that says more than which line it is.
                (IssueSeverity, string, string, string) key = (issue.Severity, issue.Code, issue.Text, issue.Hint);
                if (!issues.TryGetValue(key, out int number)) issues[key] = number = issues.Count;
                json.WriteNumberValue(number);
                json.WriteStringValue(issue.Place == entry.Input || issue.Place == Path.GetFileName(entry.Input) ? "" : issue.Place);
            }
            json.WriteEndArray();
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("words");
        foreach (string word in words.Keys) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteStartArray("issues");
        foreach ((IssueSeverity severity, string code, string text, string hint) in issues.Keys)
        {
            json.WriteStartArray();
            json.WriteBooleanValue(severity == IssueSeverity.Error);
            json.WriteStringValue(code);
            json.WriteStringValue(text);
            json.WriteStringValue(hint);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void WriteWord(string word)
        {
            if (!words.TryGetValue(word, out int number)) words[word] = number = words.Count;
            json.WriteNumberValue(number);
        }

        void WriteNumber(double? value)
        {
            if (value is { } number) json.WriteNumberValue(number);
            else json.WriteNullValue();
        }
    }

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using StreamReader reader = new(typeof(PageReport).Assembly.GetManifestResourceStream(Folder + name)!);
        // A checkout on Windows must not change the page.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
