using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Moho's switch data: a frame and the name of a layer in every line.</summary>
public sealed class MohoDatFormat : CueFormat
{
    internal const string Header = "MohoSwitch1";

    /// <summary>The file does not tell its rate; this is the usual one, and what AGS takes it for.</summary>
    internal const int UsualFrameRateFps = 24;

    /// <inheritdoc/>
    public override FormatDescription Description { get; } = new()
    {
        Id = "moho-dat",
        Name = "Moho switch data",
        Summary = "Switch data of Moho (Anime Studio), also read by OpenToonz, Blender add-ons and Adventure Game Studio.",
        Extension = ".dat",
        FrameRatesFps = [UsualFrameRateFps, 25, 30, 48, 50, 60, 100],
        DefaultFrameRateFps = UsualFrameRateFps,
        Shapes = new DiscreteShapes(LayerShapes.Rest),
    };

    private protected override string ToText(RigTrack track, LineInfo line) =>
        MohoDatWriter.Write(CueList.From(track, line, track.Curves.FrameRateFps, toNearest: false, LayerShapes.Names(track, line)));

    private protected override bool LooksLikeThis(string head, string fileName) => head.StartsWith(Header, StringComparison.Ordinal);

    private protected override RigTrack FromText(string text, string fileName) => MohoDatReader.Read(text, fileName);
}
