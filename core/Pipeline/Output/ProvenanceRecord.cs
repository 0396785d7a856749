using System.Buffers;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Where an animation comes from: enough to make it again, and to tell that it is synthetic.</summary>
/// <remarks>Holds names and hashes alone, no machine paths and no time stamps: the same run gives the same bytes.</remarks>
public sealed record ProvenanceRecord
{
    /// <summary>Added to the main output file's name.</summary>
    public const string FileSuffix = ".provenance.json";

    private const string Kind = "audio2face-modkit-provenance";
    private const int SchemaNumber = 1;

    /// <summary>Program name and version.</summary>
    public required string Tool { get; init; }

    /// <summary>The recording's file name without folder.</summary>
    public required string InputName { get; init; }

    /// <summary>SHA-256 of the recording's file.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>Length of the recording in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model's version.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The model's licence.</summary>
    public required string ModelLicence { get; init; }

    /// <summary>SHA-256 of the model's network.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Whose face it is, for a model with several; else null.</summary>
    public string? ModelIdentity { get; init; }

    /// <summary>The face parameters in use by name; empty for a model that has none.</summary>
    public IReadOnlyDictionary<string, float> FaceParameters { get; init; } = new Dictionary<string, float>();

    /// <summary>How the model's mesh became weights; null for a model that gives the weights itself.</summary>
    public FaceSolver? Solver { get; init; }

    /// <summary>Frames per second above which the network's were interpolated, where the user lowered it; else null.</summary>
    public double? InferenceRateFps { get; init; }

    /// <summary>The profile's id.</summary>
    public required string ProfileId { get; init; }

    /// <summary>The profile's version.</summary>
    public required string ProfileVersion { get; init; }

    /// <summary>The profile's licence.</summary>
    public required string ProfileLicence { get; init; }

    /// <summary>SHA-256 of the profile.</summary>
    public required string ProfileSha256 { get; init; }

    /// <summary>The id of the plugin that wrote the files.</summary>
    public required string PluginId { get; init; }

    /// <summary>The version of the plugin that wrote the files.</summary>
    public required string PluginVersion { get; init; }

    /// <summary>The licence of that plugin.</summary>
    public required string PluginLicence { get; init; }

    /// <summary>SHA-256 over the plugin's files; null for one that came with the program, which <see cref="Tool"/> names.</summary>
    public required string? PluginSha256 { get; init; }

    /// <summary>The format's id.</summary>
    public required string Format { get; init; }

    /// <summary>The format's settings by name.</summary>
    public IReadOnlyDictionary<string, string> FormatOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>File name and SHA-256 of the character file that was animated, or null.</summary>
    public (string Name, string Sha256)? Mesh { get; init; }

    /// <summary>Frames per second.</summary>
    public required double FrameRateFps { get; init; }

    /// <summary>Number of frames.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Whether echo and held tones were taken out of the sound first.</summary>
    public bool CleanSound { get; init; }

    /// <summary>Seed of the face extras.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether blinks and brow accents were added.</summary>
    public required bool FaceExtras { get; init; }

    /// <summary>How much of the voice's expression was shown, 0..2.</summary>
    public required float Expressiveness { get; init; }

    /// <summary>Whether the eyeLook channels followed the eyes.</summary>
    public bool EyeLook { get; init; }

    /// <summary>Emotions asked for, 0..1 by name.</summary>
    public required IReadOnlyDictionary<string, float> Emotions { get; init; }

    /// <summary>The file of emotions over time that took the place of the profile's, or null.</summary>
    public EmotionFile? EmotionFile { get; init; }

    /// <summary>The model that heard emotions in the voice, or null.</summary>
    public FaceModelInfo? EmotionModel { get; init; }

    /// <summary>Hash of every channel as the mapping gave it, before hand edits (see <see cref="CurveHashes"/>).</summary>
    public IReadOnlyList<(string Channel, string Hash)> Curves { get; init; } = [];

    /// <summary>The line's file of hand edits and how many of them were applied, or null.</summary>
    public (LineEdits File, int AppliedCount)? Edits { get; init; }

    /// <summary>Whether a file is a record written by this class, judged by its first bytes.</summary>
    public static bool IsRecord(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> head = stackalloc byte[128];
            int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(head[..length]).Contains($"\"record\": \"{Kind}\"", StringComparison.Ordinal);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            return false;
        }
    }

    /// <summary>Writes the record as UTF-8 JSON.</summary>
    /// <param name="stream">Takes the text; left open.</param>
    /// <param name="outputs">The files it describes.</param>
    public void Write(Stream stream, IReadOnlyList<(string Name, long LengthBytes, string Sha256)> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("record", Kind);
        json.WriteNumber("schema", SchemaNumber);
        json.WriteString("origin", "synthetic animation");
        json.WriteString("tool", Tool);
        WriteObject(json, "input", ("name", InputName), ("sha256", InputSha256));
        WriteObject(json, "model", ("name", ModelName), ("version", ModelVersion), ("licence", ModelLicence), ("sha256", ModelSha256), ("identity", ModelIdentity), ("solver", Solver?.ToString().ToLowerInvariant()));
        WriteObject(json, "profile", ("id", ProfileId), ("version", ProfileVersion), ("licence", ProfileLicence), ("sha256", ProfileSha256));
        WriteObject(json, "plugin", ("id", PluginId), ("version", PluginVersion), ("licence", PluginLicence), ("sha256", PluginSha256));
        json.WriteString("format", Format);
        json.WriteStartObject("options");
        foreach ((string name, string value) in FormatOptions.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();
        if (Mesh is { } mesh) WriteObject(json, "mesh", ("name", mesh.Name), ("sha256", mesh.Sha256));
        json.WriteNumber("durationSeconds", Math.Round(DurationSeconds, 6));
        json.WriteNumber("framesPerSecond", FrameRateFps);
        if (InferenceRateFps is { } inferenceRate) json.WriteNumber("inferenceFramesPerSecond", inferenceRate);
        json.WriteNumber("frames", FrameCount);
        if (CleanSound) json.WriteBoolean("cleanSound", true);
        json.WriteNumber("seed", Seed);
        json.WriteBoolean("faceExtras", FaceExtras);
        json.WriteNumber("expressiveness", Expressiveness);
        if (EyeLook) json.WriteBoolean("eyeLook", true);
        if (FaceParameters.Count > 0) WriteNumbers(json, "faceParameters", FaceParameters);
        WriteNumbers(json, "emotions", Emotions);
        if (EmotionFile is { } file) WriteObject(json, "emotionFile", ("name", file.Name), ("sha256", file.Sha256));
        if (EmotionModel is { } hearing)
        {
            WriteObject(json, "emotionModel", ("name", hearing.Name), ("version", hearing.Version), ("licence", hearing.Licence), ("sha256", hearing.Sha256));
            WriteNumbers(json, "emotionSettings", hearing.EmotionSettings);
        }
        if (Edits is { } edits)
        {
            json.WriteStartObject("edits");
            json.WriteString("name", Path.GetFileName(edits.File.Path));
            json.WriteString("sha256", edits.File.Sha256);
            json.WriteNumber("count", edits.File.Edits.Count);
            json.WriteNumber("applied", edits.AppliedCount);
            json.WriteEndObject();
        }
        WriteCurves(json);
        json.WriteStartArray("outputs");
        foreach ((string name, long lengthBytes, string sha256) in outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("bytes", lengthBytes);
            json.WriteString("sha256", sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>All on one line: a record has a hash for each of some fifty channels.</summary>
    private void WriteCurves(Utf8JsonWriter json)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter members = new(text))
        {
            members.WriteStartObject();
            foreach ((string channel, string hash) in Curves) members.WriteString(channel, hash);
            members.WriteEndObject();
        }
        json.WritePropertyName("curves");
        json.WriteRawValue(text.WrittenSpan, skipInputValidation: true);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, float> numbers)
    {
        json.WriteStartObject(name);
        foreach ((string key, float number) in numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteNumber(key, number);
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Key, string? Value)> members)
    {
        json.WriteStartObject(name);
        foreach ((string key, string? value) in members)
        {
            if (value is not null) json.WriteString(key, value);
        }
        json.WriteEndObject();
    }
}
