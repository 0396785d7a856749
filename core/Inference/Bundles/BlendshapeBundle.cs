using System.Security.Cryptography;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>
/// A bundle of kind <c>blendshape</c>: a stateless network from sound to ARKit weights, and the numbers that say how to feed it.
/// Layout: docs/models.md.
/// </summary>
internal sealed class BlendshapeBundle
{
    private const string IndexName = "model.json";

    public required string Name { get; init; }
    public required string Version { get; init; }
    public required string Licence { get; init; }
    public required string Sha256 { get; init; }
    public required byte[] Network { get; init; }

    /// <summary>The network's own frame rate; <see cref="HopSamples"/> = 16000 / this.</summary>
    public required int FrameRateHz { get; init; }

    /// <summary>Samples from one frame to the next; frame i is centred on sample i x hop.</summary>
    public required int HopSamples { get; init; }

    /// <summary>The network takes whole multiples of this many samples.</summary>
    public required int InputMultipleSamples { get; init; }

    /// <summary>
    /// Sound that the frames of an input multiple depend on, counted from the multiple's start, which is the centre of its first frame; a multiple of
    /// <see cref="InputMultipleSamples"/>.
    /// </summary>
    public required int LookAheadSamples { get; init; }

    /// <summary>Sound before a frame's centre that the frame depends on, a multiple of <see cref="InputMultipleSamples"/>.</summary>
    public required int LeftContextSamples { get; init; }

    public required string InputName { get; init; }

    /// <summary>The outputs that make a frame: the face, then the tongue of a network that has one.</summary>
    public required IReadOnlyList<NetworkOutput> Outputs { get; init; }

    /// <summary>Names of the outputs' columns, one output after the other.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    public string? ModelCard { get; init; }

    public static BlendshapeBundle Read(BundleFiles files)
    {
        if (!files.Contains(IndexName)) throw InferenceIssues.NoBundle(files.DisplayName);
        JsonElement index = ReadJson(files, IndexName);
        string infoName = Text(index, IndexName, "networkInfoPath");
        JsonElement info = ReadJson(files, infoName);
        JsonElement id = Child(info, infoName, "id");
        string kind = Text(id, infoName, "type");
        if (kind != "blendshape") throw InferenceIssues.UnknownKind(infoName, kind);

        string networkName = Text(index, IndexName, "networkPath");
        byte[] network = files.Read(networkName, Limits.NetworkMebibytes - 1);
        JsonElement parameters = Child(info, infoName, "params");
        string? card = index.TryGetProperty("modelCardPath", out JsonElement cardName) && files.Contains(cardName.GetString() ?? "")
            ? System.Text.Encoding.UTF8.GetString(files.Read(cardName.GetString()!, Limits.BundleJsonMebibytes)) : null;
        List<string> channels = [];
        List<NetworkOutput> outputs = [ReadOutput(info, infoName, "blendshapes", "channels", channels)];
        if (parameters.TryGetProperty("tongue", out _)) outputs.Add(ReadOutput(info, infoName, "tongue", "tongue", channels));
        BlendshapeBundle bundle = new()
        {
            Name = Text(id, infoName, "networkName"),
            Version = Text(id, infoName, "networkVersion"),
            Licence = Text(id, infoName, "licence"),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(network)),
            Network = network,
            FrameRateHz = Number(parameters, infoName, "frameRateHz", 1),
            HopSamples = Number(parameters, infoName, "hopSamples", 1),
            InputMultipleSamples = Number(parameters, infoName, "inputMultipleSamples", 1),
            LookAheadSamples = Number(parameters, infoName, "lookAheadSamples", 0),
            LeftContextSamples = Number(parameters, infoName, "leftContextSamples", 0),
            InputName = Text(parameters, infoName, "input"),
            Outputs = outputs,
            Channels = channels,
            ModelCard = card,
        };
        bundle.CheckNumbers(infoName, Number(parameters, infoName, "sampleRateHz", 1));
        return bundle;
    }

    private void CheckNumbers(string place, int sampleRateHz)
    {
        if (sampleRateHz != AudioClip.SampleRateHz)
            throw InferenceIssues.BrokenJson(place, $"sampleRateHz is {sampleRateHz}, only {AudioClip.SampleRateHz} is known");
        if (FrameRateHz * HopSamples != AudioClip.SampleRateHz)
            throw InferenceIssues.BrokenJson(place, "frameRateHz times hopSamples is not sampleRateHz");
        if (InputMultipleSamples % HopSamples != 0 || LookAheadSamples % InputMultipleSamples != 0 || LeftContextSamples % InputMultipleSamples != 0)
            throw InferenceIssues.BrokenJson(place, "lookAheadSamples and leftContextSamples must be multiples of inputMultipleSamples, and that of hopSamples");
        if (LookAheadSamples > AudioClip.SampleRateHz * 10 || LeftContextSamples > AudioClip.SampleRateHz * 60)
            throw InferenceIssues.BrokenJson(place, "the context is longer than 60 s, or the look-ahead longer than 10 s");
    }

    /// <summary>The output whose name stands under a parameter; the names of its columns, which stand under <paramref name="listKey"/>, are added to the channels.</summary>
    private static NetworkOutput ReadOutput(JsonElement info, string place, string parameter, string listKey, List<string> channels)
    {
        int before = channels.Count;
        foreach (JsonElement item in Child(info, place, listKey, JsonValueKind.Array).EnumerateArray())
        {
            string name = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            int index = ArkitChannels.IndexOf(name);
            if (index < 0) throw InferenceIssues.BrokenJson(place, $"'{name}' in {listKey} is no ARKit or tongue channel");
            if (channels.Contains(ArkitChannels.All[index])) throw InferenceIssues.BrokenJson(place, $"'{name}' in {listKey} is there twice");
            channels.Add(ArkitChannels.All[index]);
        }
        if (channels.Count == before) throw InferenceIssues.BrokenJson(place, $"{listKey} is empty");
        return new NetworkOutput(Text(Child(info, place, "params"), place, parameter), channels.Count - before);
    }

    private static JsonElement ReadJson(BundleFiles files, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(files.Read(name, Limits.BundleJsonMebibytes));
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw InferenceIssues.BrokenJson(name, "it is not a JSON object");
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw InferenceIssues.BrokenJson(name, $"it is not valid JSON (line {e.LineNumber + 1})", e);
        }
    }

    private static JsonElement Child(JsonElement parent, string place, string key, JsonValueKind kind = JsonValueKind.Object) =>
        parent.TryGetProperty(key, out JsonElement child) && child.ValueKind == kind
            ? child : throw InferenceIssues.BrokenJson(place, $"'{key}' is missing or of the wrong type");

    private static string Text(JsonElement parent, string place, string key) => Child(parent, place, key, JsonValueKind.String).GetString()!;

    private static int Number(JsonElement parent, string place, string key, int minimum) =>
        Child(parent, place, key, JsonValueKind.Number).TryGetInt32(out int value) && value >= minimum
            ? value : throw InferenceIssues.BrokenJson(place, $"'{key}' must be a whole number of at least {minimum}");
}
