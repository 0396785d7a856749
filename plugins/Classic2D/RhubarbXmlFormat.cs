using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Rhubarb's XML.</summary>
public sealed class RhubarbXmlFormat : CueFormat
{
    internal const string Root = "rhubarbResult", Metadata = "metadata", SoundFile = "soundFile", Duration = "duration",
        MouthCues = "mouthCues", MouthCue = "mouthCue", Start = "start", End = "end";

    /// <inheritdoc/>
    public override FormatDescription Description { get; } = RhubarbShapes.Describe("rhubarb-xml", "Rhubarb XML",
        "Mouth cues as Rhubarb Lip Sync writes them with '-f xml': read by Visionaire Studio and scripts.", ".xml");

    private protected override string ToText(RigTrack track, LineInfo line) => RhubarbXmlWriter.Write(RhubarbShapes.Cues(track, line), line.Name);

    private protected override bool LooksLikeThis(string head, string fileName) => head.Contains("<" + Root, StringComparison.Ordinal);

    private protected override RigTrack FromText(string text, string fileName) => RhubarbXmlReader.Read(text, fileName);
}
