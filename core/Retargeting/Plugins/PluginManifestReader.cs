using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads <c>plugin.json</c>. The text is untrusted.</summary>
internal static class PluginManifestReader
{
    public const string FileName = "plugin.json";

    private const int MostBytes = 64 * 1024, Deepest = 4, LongestName = 200;

    private static readonly string[] _known =
    [
        "id", "name", "version", "api_level", "entry", "type", "formats", "authors", "license",
        "source", "platforms", "requires", "conflicts", "permissions", "sha256",
    ];

    private static readonly string[] _permissions = ["read-game-folder", "run-process", "network"];

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
        ManifestObject manifest = new(root, place, issues, _known);
        string version = manifest.Text("version", text => SemanticVersion.TryParse(text, out _), "a version such as 1.0.0");
        _ = SemanticVersion.TryParse(version, out SemanticVersion parsedVersion);
        PluginManifest read = new()
        {
            Id = manifest.Text("id", IdentifierRules.IsId, IdentifierRules.IdRule),
            Name = manifest.Text("name", ManifestObject.IsLine, "one line of text"),
            Version = parsedVersion,
            ApiLevel = manifest.PositiveInteger("api_level"),
            Entry = manifest.Text("entry", IsAssemblyFileName, "the file name of an assembly beside plugin.json, without folder, ending in .dll"),
            Type = manifest.Text("type", IsTypeName, "the full name of a class"),
            Formats = manifest.Texts("formats", IdentifierRules.IsId, IdentifierRules.IdRule),
            Authors = manifest.Texts("authors", ManifestObject.IsLine, "one line of text"),
            License = manifest.Text("license", IdentifierRules.IsLicense, IdentifierRules.LicenseRule),
            Source = manifest.Has("source") ? ReadSource(manifest) : null,
            Platforms = manifest.Has("platforms") ? manifest.Texts("platforms", PluginPlatform.IsPlatform, PluginPlatform.Rule) : [],
            Requires = manifest.Has("requires")
                ? manifest.Map("requires", IdentifierRules.IsId, VersionRange.Parse, $"an object that gives the id of a plugin {VersionRange.Rule}") : [],
            Conflicts = manifest.Has("conflicts") ? manifest.Texts("conflicts", IdentifierRules.IsId, IdentifierRules.IdRule) : [],
            Permissions = manifest.Has("permissions")
                ? manifest.Texts("permissions", text => _permissions.Contains(text, StringComparer.Ordinal), string.Join(", ", _permissions)) : [],
            FileSha256 = manifest.Has("sha256")
                ? manifest.Map("sha256", ManifestObject.IsLine, text => IsHexadecimal(text, 64, 64) ? text : null, "an object that gives every file 64 digits 0-9 a-f") : [],
        };
        return issues.Count == before ? read : null;
    }

    private static PluginSource? ReadSource(ManifestObject manifest)
    {
        if (manifest.Object("source", "url", "commit") is not { } source) return null;
        return new PluginSource(
            source.Text("url", text => ManifestObject.IsLine(text) && text.StartsWith("https://", StringComparison.Ordinal), "an address that begins with https://"),
            source.Text("commit", text => IsHexadecimal(text, 7, 64), "a commit: 7 to 64 digits 0-9 a-f"));
    }

    private static bool IsHexadecimal(string text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && text.All(char.IsAsciiHexDigitLower);

    private static bool IsTypeName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+');

    private static bool IsAssemblyFileName(string text) =>
        text.Length is > 4 and <= LongestName && text.EndsWith(".dll", StringComparison.Ordinal) && text[0] != '.'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
