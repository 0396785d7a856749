using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Gltf;

/// <summary>A JSON value and its place, so that whatever is wrong with it can be told where it is: <c>head.glb: /accessors/3/count</c>.</summary>
internal readonly record struct GltfElement(JsonElement Json, string File, string Pointer)
{
    public string Place => $"{File}: {(Pointer.Length == 0 ? "/" : Pointer)}";

    public ModkitException Broken(string what) => new(MeshIssues.Broken(Place, what));

    public GltfElement? Find(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out JsonElement value) ? new GltfElement(value, File, $"{Pointer}/{name}") : null;

    public GltfElement Get(string name) => Find(name) ?? throw Broken($"'{name}' is missing.");

    /// <summary>The items of an array property; none when it is absent.</summary>
    public IReadOnlyList<GltfElement> Items(string name) => Find(name)?.Items() ?? [];

    public IReadOnlyList<GltfElement> Items()
    {
        if (Json.ValueKind != JsonValueKind.Array) throw Broken("This is not a list.");
        List<GltfElement> items = [];
        foreach (JsonElement item in Json.EnumerateArray())
            items.Add(new GltfElement(item, File, string.Create(CultureInfo.InvariantCulture, $"{Pointer}/{items.Count}")));
        return items;
    }

    /// <summary>A whole number of 0 or more.</summary>
    public int Integer(string name, int? ifAbsent = null) => Find(name) is { } element ? element.AsInteger() : ifAbsent ?? throw Broken($"'{name}' is missing.");

    public int AsInteger() => Json.ValueKind == JsonValueKind.Number && Json.TryGetInt32(out int value) && value >= 0
        ? value : throw Broken("This is not a whole number of 0 or more.");

    /// <summary>A list of just as many finite numbers, or null when it is absent.</summary>
    public double[]? Numbers(string name, int count)
    {
        if (Find(name) is not { } list) return null;
        double[] numbers = [.. list.Items().Select(item => item.Json.ValueKind == JsonValueKind.Number && item.Json.TryGetDouble(out double value) && double.IsFinite(value)
            ? value : throw item.Broken("This is not a finite number."))];
        return numbers.Length == count ? numbers : throw list.Broken(string.Create(CultureInfo.InvariantCulture, $"These are not {count} numbers."));
    }

    public string? Text(string name) => Find(name)?.AsText();

    public string AsText()
    {
        if (Json.ValueKind != JsonValueKind.String) throw Broken("This is not a text.");
        try
        {
            return Json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Broken("This text has broken letters.");
        }
    }

    public bool IsTrue(string name) => Find(name)?.Json.ValueKind == JsonValueKind.True;
}
