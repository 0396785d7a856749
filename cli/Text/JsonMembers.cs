using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Text;

/// <summary>Members that several events share.</summary>
internal static class JsonMembers
{
    /// <summary>Issues as an array of objects.</summary>
    public static void WriteIssues(this Utf8JsonWriter json, string name, IReadOnlyList<Issue> issues) => IssueJson.Write(json, name, issues);

    /// <summary>Names as an array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>A number with at most six decimals, or null when it is none.</summary>
    public static void WriteRounded(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, Math.Round(number, 6));
        else json.WriteNull(name);
    }
}
