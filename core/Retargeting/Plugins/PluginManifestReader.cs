using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads <c>plugin.json</c>. The text is untrusted.</summary>
internal static class PluginManifestReader
{
    public const string FileName = "plugin.json";

    private const int MostBytes = 64 * 1024, Deepest = 4, LongestText = 200, MostEntries = 256;

    private static readonly string[] _known =
        ["id", "name", "version", "api_level", "entry", "type", "formats", "authors", "license", "source"];

    /// <summary>The manifest, or null after adding every reason to <paramref name="issues"/>.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="place">What to call the file in issues.</param>
    /// <param name="issues">Receives what is wrong.</param>
    public static PluginManifest? Read(ReadOnlyMemory<byte> json, string place, ICollection<Issue> issues)
    {
        if (json.Length > MostBytes)
        {
            issues.Add(PluginIssues.NotAManifest(place, "it is larger than 64 KiB"));
            return null;
        }
        JsonDocumentOptions options = new()
        {
            MaxDepth = Deepest,
            AllowDuplicateProperties = false,
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        };
        try
        {
            ReadOnlyMemory<byte> withoutMark = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            using JsonDocument document = JsonDocument.Parse(withoutMark, options);
            return Read(document.RootElement, place, issues);
        }
        catch (JsonException exception)
        {
            issues.Add(PluginIssues.NotAManifest(place, FormattableString.Invariant($"line {exception.LineNumber + 1} is not JSON as expected")));
            return null;
        }
        catch (InvalidOperationException)
        {
            // JsonDocument looks at texts only when asked for them, and then meets bytes and escapes that are no Unicode like this.
            issues.Add(PluginIssues.NotAManifest(place, "one of its texts is not Unicode"));
            return null;
        }
    }

    private static PluginManifest? Read(JsonElement root, string place, ICollection<Issue> issues)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            issues.Add(PluginIssues.NotAManifest(place, "it is not a JSON object"));
            return null;
        }
        int before = issues.Count;
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!_known.Contains(property.Name, StringComparer.Ordinal)) issues.Add(PluginIssues.UnknownKey(place, property.Name, _known));
        }
        string Text(string key, Func<string, bool> follows, string rule) => ReadText(root, key, follows, rule, place, issues);
        IReadOnlyList<string> Texts(string key, Func<string, bool> follows, string rule) => ReadTexts(root, key, follows, rule, place, issues);

        string version = Text("version", text => SemanticVersion.TryParse(text, out _), "a version such as 1.0.0");
        _ = SemanticVersion.TryParse(version, out SemanticVersion parsedVersion);
        PluginManifest manifest = new()
        {
            Id = Text("id", IdentifierRules.IsId, IdentifierRules.IdRule),
            Name = Text("name", IsLine, "one line of text"),
            Version = parsedVersion,
            ApiLevel = ReadApiLevel(root, place, issues),
            Entry = Text("entry", IsAssemblyFileName, "the file name of an assembly beside plugin.json, without folder, ending in .dll"),
            Type = Text("type", IsTypeName, "the full name of a class"),
            Formats = Texts("formats", IdentifierRules.IsId, IdentifierRules.IdRule),
            Authors = Texts("authors", IsLine, "one line of text"),
            License = Text("license", IdentifierRules.IsLicense, IdentifierRules.LicenseRule),
            Source = root.TryGetProperty("source", out _) ? Text("source", IsLine, "one line of text") : "",
        };
        return issues.Count == before ? manifest : null;
    }

    private static int ReadApiLevel(JsonElement root, string place, ICollection<Issue> issues)
    {
        const string key = "api_level";
        if (!root.TryGetProperty(key, out JsonElement value)) issues.Add(PluginIssues.MissingKey(place, key));
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int level) && level > 0) return level;
        else issues.Add(PluginIssues.BadValue(place, key, "a whole number above 0"));
        return 0;
    }

    private static string ReadText(
        JsonElement root, string key, Func<string, bool> follows, string rule, string place, ICollection<Issue> issues)
    {
        if (!root.TryGetProperty(key, out JsonElement value))
        {
            issues.Add(PluginIssues.MissingKey(place, key));
            return "";
        }
        if (TextOf(value) is { } text && follows(text)) return text;
        issues.Add(PluginIssues.BadValue(place, key, rule));
        return "";
    }

    private static List<string> ReadTexts(
        JsonElement root, string key, Func<string, bool> follows, string rule, string place, ICollection<Issue> issues)
    {
        List<string> texts = [];
        if (!root.TryGetProperty(key, out JsonElement value)) issues.Add(PluginIssues.MissingKey(place, key));
        else if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > MostEntries)
            issues.Add(PluginIssues.BadValue(place, key, "a list with at least one entry"));
        else
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                if (TextOf(item) is { } text && follows(text) && !texts.Contains(text, StringComparer.Ordinal)) texts.Add(text);
                else issues.Add(PluginIssues.BadValue(place, key, $"a list without repetition of {rule}"));
            }
        }
        return texts;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsLine(string text) => text.Length is > 0 and <= LongestText && text.All(PrintableText.IsPrintable);

    private static bool IsTypeName(string text) =>
        text.Length is > 0 and <= LongestText && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+');

    private static bool IsAssemblyFileName(string text) =>
        text.Length is > 4 and <= LongestText && text.EndsWith(".dll", StringComparison.Ordinal) && text[0] != '.'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
