using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A report as a table for spreadsheets: RFC 4180 in UTF-8, with the mark by which Excel knows that; one row a line, the worst first.</summary>
internal static class TableReport
{
    public static void Write(BatchReport report, Stream stream)
    {
        using StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        text.Write("state,concern,reason,line,input,seconds,closures,jitter,moving,peak_mm,errors,warnings,codes,profile,format,speaker,language,text,curve\r\n");
        foreach (ReportRow row in report.Rows)
        {
            LedgerEntry entry = row.Line.Entry;
            LineFigures? figures = entry.Figures;
            int errors = entry.Issues.Count(issue => issue.Severity == IssueSeverity.Error);
            string[] cells =
            [
                ReportWords.Of(row.Line.State), ReportWords.Of(row.Concern), Cell(row.Reason), Cell(entry.Line), Cell(entry.Input), Number(entry.DurationSeconds > 0 ? entry.DurationSeconds : null),
                Number(figures?.ClosureCount), Number(figures?.Jitter), Number(figures?.MovingShare), Number(figures?.PeakOpeningMm), Number(errors), Number(entry.Issues.Count - errors),
                Cell(string.Join(' ', entry.Issues.Select(issue => issue.Code))), Cell(entry.Profile), Cell(entry.Format), Cell(entry.Speaker), Cell(entry.Language), Cell(entry.Text), Cell(figures?.Curve),
            ];
            text.Write(string.Join(',', cells));
            text.Write("\r\n");
        }
    }

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A text as a cell. A spreadsheet takes what begins with one of these signs for a formula; an apostrophe before it makes it text again.</summary>
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠') text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n'") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
