using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Rhubarb's JSON.</summary>
public sealed class RhubarbJsonFormat : CueFormat
{
    internal const string Metadata = "metadata", SoundFile = "soundFile", Duration = "duration", MouthCues = "mouthCues", Start = "start", End = "end", Value = "value";

    /// <inheritdoc/>
    public override FormatDescription Description { get; } = RhubarbShapes.Describe("rhubarb-json", "Rhubarb JSON",
        "Mouth cues as Rhubarb Lip Sync writes them with '-f json': read by Spine, After Effects, Blender and web scripts.", ".cues.json");

    private protected override string ToText(RigTrack track, LineInfo line) => RhubarbJsonWriter.Write(RhubarbShapes.Cues(track, line), line.Name);

    private protected override bool LooksLikeThis(string head, string fileName) =>
        head.AsSpan().TrimStart().StartsWith("{") && head.Contains($"\"{MouthCues}\"", StringComparison.Ordinal);

    private protected override RigTrack FromText(string text, string fileName) => RhubarbJsonReader.Read(text, fileName);
}
