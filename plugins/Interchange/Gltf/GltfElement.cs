using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>A JSON value and its place, so that whatever is wrong with it can be told where it is: <c>walk.glb: /accessors/3/count</c>.</summary>
internal readonly record struct GltfElement(JsonElement Json, string File, string Pointer)
{
    public string Place => $"{File}: {(Pointer.Length == 0 ? "/" : Pointer)}";

    public ModkitException Broken(string what) => new(GltfIssues.Broken(Place, what));

    public GltfElement? Find(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out JsonElement value) ? new GltfElement(value, File, $"{Pointer}/{name}") : null;

    public GltfElement Get(string name) => Find(name) ?? throw Broken($"'{name}' is missing.");

    /// <summary>The items of an array property; none when it is absent.</summary>
    public IReadOnlyList<GltfElement> Items(string name)
    {
        if (Find(name) is not { } list) return [];
        if (list.Json.ValueKind != JsonValueKind.Array) throw list.Broken("This is not a list.");
        List<GltfElement> items = [];
        foreach (JsonElement item in list.Json.EnumerateArray())
            items.Add(new GltfElement(item, File, string.Create(CultureInfo.InvariantCulture, $"{list.Pointer}/{items.Count}")));
        return items;
    }

    /// <summary>The item of a top-level list that the integer property <paramref name="name"/> points to.</summary>
    public GltfElement Follow(string name, GltfElement root, string list)
    {
        int index = Integer(name);
        IReadOnlyList<GltfElement> items = root.Items(list);
        return index < items.Count ? items[index] : throw Get(name).Broken($"There is no item {index.ToString(CultureInfo.InvariantCulture)} in '{list}'.");
    }

    /// <summary>A whole number of 0 or more.</summary>
    public int Integer(string name, int? ifAbsent = null)
    {
        if (Find(name) is not { } element) return ifAbsent ?? throw Broken($"'{name}' is missing.");
        if (element.Json.ValueKind == JsonValueKind.Number && element.Json.TryGetInt32(out int value) && value >= 0) return value;
        throw element.Broken("This is not a whole number of 0 or more.");
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
