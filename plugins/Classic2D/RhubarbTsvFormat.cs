using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Rhubarb's tab-separated cues: a time and a shape in every line.</summary>
public sealed class RhubarbTsvFormat : CueFormat
{
    /// <inheritdoc/>
    public override FormatDescription Description { get; } = RhubarbShapes.Describe("rhubarb-tsv", "Rhubarb TSV",
        "Mouth cues as Rhubarb Lip Sync writes them by default: read by TotalLipSync for AGS, Ren'Py, Godot and Unity scripts.", ".tsv");

    private protected override string ToText(RigTrack track, LineInfo line) => RhubarbTsvWriter.Write(RhubarbShapes.Cues(track, line), RhubarbShapes.RestOf(line));

    private protected override bool LooksLikeThis(string head, string fileName)
    {
        foreach (ReadOnlySpan<char> line in head.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace()) return RhubarbTsvReader.TryReadLine(line, out _, out string shape) && RhubarbShapes.Names.Contains(shape);
        }
        return false;
    }

    private protected override RigTrack FromText(string text, string fileName) => RhubarbTsvReader.Read(text, fileName);
}
