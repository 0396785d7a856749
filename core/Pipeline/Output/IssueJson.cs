using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Issues as JSON: the same in events, ledgers and reports.</summary>
public static class IssueJson
{
    /// <summary>Writes an array of objects with severity, code, place, text and hint.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(issues);
        json.WriteStartArray(name);
        foreach (Issue issue in issues)
        {
            json.WriteStartObject();
            json.WriteString("severity", issue.Severity == IssueSeverity.Error ? "error" : "warning");
            json.WriteString("code", issue.Code);
            json.WriteString("place", issue.Place);
            json.WriteString("text", issue.Text);
            json.WriteString("hint", issue.Hint);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
