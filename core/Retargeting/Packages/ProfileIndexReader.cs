using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads <c>index.json</c>. The text is untrusted.</summary>
public static class ProfileIndexReader
{
    private const int Deepest = 8, LongestText = 200;

    /// <summary>Reads an index: its file, or the one in a folder.</summary>
    /// <exception cref="ModkitException">PAK09.</exception>
    public static ProfileIndex Open(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, ProfileIndex.FileName) : path;
        string place = Path.GetFileName(file);
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > Limits.IndexMebibytes * 1024 * 1024) throw Unusable(place, FormattableString.Invariant($"it is larger than {Limits.IndexMebibytes} MiB"));
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Read(bytes, place);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unusable(place, $"its file cannot be read ({exception.GetType().Name})");
        }
    }

    /// <summary>Reads an index's text.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="place">What to call it in issues.</param>
    /// <exception cref="ModkitException">PAK09.</exception>
    public static ProfileIndex Read(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            return Read(document.RootElement, place);
        }
        catch (JsonException exception)
        {
            throw Unusable(place, FormattableString.Invariant($"line {exception.LineNumber + 1} is not JSON as expected"));
        }
        catch (InvalidOperationException)
        {
            // JsonDocument meets texts that are no Unicode, and elements of another kind than asked for, like this.
            throw Unusable(place, "something in it is of the wrong kind");
        }
    }

    private static ProfileIndex Read(JsonElement root, string place)
    {
        if (root.ValueKind != JsonValueKind.Object || Number(root, "format", place) is not ProfileIndex.Format)
            throw Unusable(place, FormattableString.Invariant($"it is not of format {ProfileIndex.Format}"));
        List<JsonElement> items = List(root, "items", place), blocked = List(root, "blocked", place);
        if (items.Count > Limits.IndexItems || blocked.Count > Limits.IndexItems) throw Unusable(place, FormattableString.Invariant($"it lists more than {Limits.IndexItems} packages"));
        return new ProfileIndex
        {
            Generated = Text(root, "generated", place, _ => true),
            Blocked = [.. blocked.Select(element => ReadBlock(element, place))],
            Items = [.. items.Select(element => ReadItem(element, place))],
        };
    }

    private static ProfileIndexItem ReadItem(JsonElement element, string place) => new()
    {
        Id = Text(element, "id", place, IdentifierRules.IsId),
        Version = Version(element, place),
        Name = Text(element, "name", place, _ => true),
        Summary = Text(element, "summary", place, _ => true, isRequired: false),
        Game = Text(element, "game", place, IdentifierRules.IsId, isRequired: false),
        Target = Text(element, "target", place, IdentifierRules.IsId),
        License = Text(element, "license", place, IdentifierRules.IsLicense),
        SizeBytes = Number(element, "size", place),
        Sha256 = Text(element, "sha256", place, IdentifierRules.IsSha256),
        Url = Text(element, "url", place, _ => true),
        ApiLevel = Number(element, "api_level", place),
    };

    private static BlockedPackage ReadBlock(JsonElement element, string place)
    {
        bool byHash = element.TryGetProperty("sha256", out _);
        return new BlockedPackage(
            byHash ? Text(element, "sha256", place, IdentifierRules.IsSha256) : "",
            byHash ? "" : Text(element, "id", place, IdentifierRules.IsId),
            byHash ? default : Version(element, place),
            Text(element, "reason", place, _ => true));
    }

    private static SemanticVersion Version(JsonElement element, string place)
    {
        string text = Text(element, "version", place, text => SemanticVersion.TryParse(text, out _));
        _ = SemanticVersion.TryParse(text, out SemanticVersion version);
        return version;
    }

    private static List<JsonElement> List(JsonElement element, string key, string place) =>
        element.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Unusable(place, $"it has no list '{key}'");

    private static int Number(JsonElement element, string key, string place) =>
        element.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
            ? number : throw Unusable(place, $"'{key}' is missing or not a whole number");

    private static string Text(JsonElement element, string key, string place, Func<string, bool> follows, bool isRequired = true)
    {
        if (!element.TryGetProperty(key, out JsonElement value)) return isRequired ? throw Unusable(place, $"an entry has no '{key}'") : "";
        string text = value.GetString() ?? "";
        if (text.Length == 0 && !isRequired) return "";
        return text.Length <= LongestText && text.All(PrintableText.IsPrintable) && follows(text) ? text : throw Unusable(place, $"'{key}' of an entry is '{PrintableText.Show(text)}'");
    }

    private static ModkitException Unusable(string place, string why) => new(PackageIssues.NotAnIndex(place, why));
}
