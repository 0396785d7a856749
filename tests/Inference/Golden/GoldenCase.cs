using System.Text.Json;
using Audio2Face.Modkit.Inference.Bundles.Npy;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>One folder of golden data: case.json and its arrays.</summary>
internal sealed class GoldenCase
{
    private readonly string _folder;
    private readonly JsonElement _root;

    public GoldenCase(string folder)
    {
        _folder = folder;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")));
        _root = document.RootElement.Clone();
    }

    public string Name => _root.GetProperty("name").GetString()!;

    public string Component => _root.GetProperty("component").GetString()!;

    public JsonElement Parameters => _root.GetProperty("parameters");

    /// <summary>Odd behaviour of the reference that we need not share.</summary>
    public bool IsInformative => _root.TryGetProperty("notes", out JsonElement notes) && notes.ToString().StartsWith("informative", StringComparison.Ordinal);

    public bool Has(string array) => File.Exists(PathOf(array));

    public float[] Floats(string array) => Read(array).ReadSingles();

    public int[] Integers(string array) => Read(array).ReadIntegers();

    public long[] Longs(string array) => Read(array).ReadLongs();

    public int[] Shape(string array) => Read(array).Header.Shape;

    public int Int(string parameter) => Parameters.GetProperty(parameter).GetInt32();

    public float Float(string parameter) => Parameters.GetProperty(parameter).GetSingle();

    /// <summary>The tolerance under a key of case.json.</summary>
    public Tolerance Tolerance(string key)
    {
        JsonElement tolerance = _root.GetProperty("tolerance").GetProperty(key);
        return tolerance.ValueKind == JsonValueKind.String ? default : new Tolerance(Number(tolerance, "abs"), Number(tolerance, "rel"));
    }

    private static double Number(JsonElement tolerance, string key) => tolerance.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : 0;

    private NpyReader Read(string array) => new(new MemoryStream(File.ReadAllBytes(PathOf(array))), new FileInfo(PathOf(array)).Length, array);

    private string PathOf(string array) => Path.Combine(_folder, array + ".npy");
}
