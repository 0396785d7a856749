using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>An object of a model's JSON files. Everything that is not as it must be is MOD02 and names the file.</summary>
/// <param name="Element">The object.</param>
/// <param name="Place">The file's name.</param>
internal readonly record struct BundleJson(JsonElement Element, string Place)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ModkitException">It cannot be read, or is no JSON object.</exception>
    public static BundleJson Read(BundleFiles files, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(files.Read(name, Limits.BundleJsonMebibytes));
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw InferenceIssues.BrokenJson(name, "it is not a JSON object");
            return new BundleJson(document.RootElement.Clone(), name);
        }
        catch (JsonException e)
        {
            throw InferenceIssues.BrokenJson(name, $"it is not valid JSON (line {e.LineNumber + 1})", e);
        }
    }

    /// <summary>Whether there is something under a key.</summary>
    public bool Has(string key) => Element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public BundleJson Child(string key) => this with { Element = Value(key, JsonValueKind.Object) };

    public JsonElement Value(string key, JsonValueKind kind) =>
        Element.TryGetProperty(key, out JsonElement child) && child.ValueKind == kind ? child : throw Broken($"'{key}' is missing or of the wrong type");

    public string Text(string key) => TextOf(Value(key, JsonValueKind.String), key);

    public string[] Texts(string key)
    {
        BundleJson self = this;
        return [.. Value(key, JsonValueKind.Array).EnumerateArray().Select(item => self.TextOf(item, key))];
    }

    /// <summary>A whole number.</summary>
    public int Number(string key, int minimum, int maximum = int.MaxValue) =>
        Value(key, JsonValueKind.Number).TryGetInt32(out int value) && value >= minimum && value <= maximum ? value
            : throw Broken(maximum == int.MaxValue ? $"'{key}' must be a whole number of at least {minimum}" : $"'{key}' must be a whole number from {minimum} to {maximum}");

    public float Single(string key) => SingleOf(Value(key, JsonValueKind.Number), key);

    public float[] Singles(string key)
    {
        BundleJson self = this;
        return [.. Value(key, JsonValueKind.Array).EnumerateArray().Select(item => self.SingleOf(item, key))];
    }

    public int[] Integers(string key)
    {
        BundleJson self = this;
        return [.. Value(key, JsonValueKind.Array).EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int value) ? value : throw self.Broken($"'{key}' must hold whole numbers"))];
    }

    public ModkitException Broken(string reason) => InferenceIssues.BrokenJson(Place, reason);

    private float SingleOf(JsonElement item, string key) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetSingle(out float value) && float.IsFinite(value) ? value : throw Broken($"'{key}' must be a number");

    private string TextOf(JsonElement item, string key)
    {
        try
        {
            return item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Broken($"'{key}' must be text");
        }
        catch (InvalidOperationException e)
        {
            // Bytes or escapes that are no text.
            throw InferenceIssues.BrokenJson(Place, $"'{key}' is no readable text", e);
        }
    }
}
