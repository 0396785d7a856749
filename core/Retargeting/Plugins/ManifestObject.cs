using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Takes checked values out of a JSON object of a manifest and collects what is wrong with it.</summary>
internal sealed class ManifestObject
{
    private const int LongestText = 200, MostEntries = 256;

    private readonly JsonElement _element;
    private readonly string _place;
    private readonly ICollection<Issue> _issues;

    public ManifestObject(JsonElement element, string place, ICollection<Issue> issues, IReadOnlyList<string> known)
    {
        (_element, _place, _issues) = (element, place, issues);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal)) issues.Add(PluginIssues.UnknownKey(place, property.Name, known));
        }
    }

    /// <summary>Whether a text is one line that can be shown.</summary>
    public static bool IsLine(string text) => text.Length is > 0 and <= LongestText && text.All(PrintableText.IsPrintable);

    public bool Has(string key) => _element.TryGetProperty(key, out _);

    public string Text(string key, Func<string, bool> follows, string rule)
    {
        if (Find(key) is not { } value) return "";
        if (TextOf(value) is { } text && follows(text)) return text;
        return Refuse(key, rule, "");
    }

    public int PositiveInteger(string key)
    {
        if (Find(key) is not { } value) return 0;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0) return number;
        return Refuse(key, "a whole number above 0", 0);
    }

    public IReadOnlyList<string> Texts(string key, Func<string, bool> follows, string rule)
    {
        if (Find(key) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > MostEntries)
            return Refuse<IReadOnlyList<string>>(key, "a list with at least one entry", []);
        List<string> texts = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (TextOf(item) is { } text && follows(text) && !texts.Contains(text, StringComparer.Ordinal)) texts.Add(text);
            else Refuse(key, $"a list without repetition of {rule}", "");
        }
        return texts;
    }

    /// <summary>An object whose names and values follow rules.</summary>
    public Dictionary<string, T> Map<T>(string key, Func<string, bool> nameFollows, Func<string, T?> read, string rule)
        where T : class
    {
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        if (Find(key) is not { } value) return map;
        if (value.ValueKind != JsonValueKind.Object) return Refuse(key, rule, map);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (nameFollows(property.Name) && TextOf(property.Value) is { } text && read(text) is { } item && map.Count < MostEntries) map.Add(property.Name, item);
            else Refuse(key, rule, "");
        }
        return map;
    }

    /// <summary>An object inside this one, or null after telling why there is none.</summary>
    public ManifestObject? Object(string key, params string[] known)
    {
        if (Find(key) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Object
            ? new ManifestObject(value, $"{_place}: {key}", _issues, known)
            : Refuse<ManifestObject?>(key, $"an object with {string.Join(" and ", known)}", null);
    }

    private JsonElement? Find(string key)
    {
        if (_element.TryGetProperty(key, out JsonElement value)) return value;
        _issues.Add(PluginIssues.MissingKey(_place, key));
        return null;
    }

    private T Refuse<T>(string key, string rule, T otherwise)
    {
        _issues.Add(PluginIssues.BadValue(_place, key, rule));
        return otherwise;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
