using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>
/// A bundle of kind <c>blendshape</c>: a stateless network from sound to ARKit weights, and the numbers that say how to feed it.
/// Layout: docs/models.md.
/// </summary>
internal sealed class BlendshapeBundle
{
    public required string Name { get; init; }
    public required string Version { get; init; }
    public required string Licence { get; init; }
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

    public static BlendshapeBundle Read(BundleIndex index)
    {
        BundleJson info = index.Info, id = info.Child("id"), parameters = info.Child("params");
        byte[] network = index.ReadNetwork();
        List<string> channels = [];
        List<NetworkOutput> outputs = [ReadOutput(info, "blendshapes", "channels", channels)];
        if (parameters.Has("tongue")) outputs.Add(ReadOutput(info, "tongue", "tongue", channels));
        BlendshapeBundle bundle = new()
        {
            Name = id.Text("networkName"),
            Version = id.Text("networkVersion"),
            Licence = id.Text("licence"),
            Network = network,
            FrameRateHz = parameters.Number("frameRateHz", 1),
            HopSamples = parameters.Number("hopSamples", 1),
            InputMultipleSamples = parameters.Number("inputMultipleSamples", 1),
            LookAheadSamples = parameters.Number("lookAheadSamples", 0),
            LeftContextSamples = parameters.Number("leftContextSamples", 0),
            InputName = parameters.Text("input"),
            Outputs = outputs,
            Channels = channels,
            ModelCard = index.ReadText("modelCardPath"),
        };
        bundle.CheckNumbers(info.Place, parameters.Number("sampleRateHz", 1));
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
    private static NetworkOutput ReadOutput(BundleJson info, string parameter, string listKey, List<string> channels)
    {
        int before = channels.Count;
        foreach (JsonElement item in info.Value(listKey, JsonValueKind.Array).EnumerateArray())
        {
            string name = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            int index = ArkitChannels.IndexOf(name);
            if (index < 0) throw InferenceIssues.BrokenJson(info.Place, $"'{name}' in {listKey} is no ARKit or tongue channel");
            if (channels.Contains(ArkitChannels.All[index])) throw InferenceIssues.BrokenJson(info.Place, $"'{name}' in {listKey} is there twice");
            channels.Add(ArkitChannels.All[index]);
        }
        if (channels.Count == before) throw InferenceIssues.BrokenJson(info.Place, $"{listKey} is empty");
        return new NetworkOutput(info.Child("params").Text(parameter), channels.Count - before);
    }
}
