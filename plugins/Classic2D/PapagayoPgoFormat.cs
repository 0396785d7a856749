using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Projects of Papagayo: voices with phrases of words of phonemes.</summary>
public sealed class PapagayoPgoFormat : CueFormat
{
    internal const string Header = "lipsync version 1";

    /// <summary>Lowest and highest rate read, in frames per second.</summary>
    internal const int LowestFrameRateFps = 1, HighestFrameRateFps = 240;

    /// <inheritdoc/>
    public override FormatDescription Description { get; } = new()
    {
        Id = "papagayo-pgo",
        Name = "Papagayo project",
        Summary = "A project of Papagayo and papagayo-ng, to correct by hand; also read by xLights, Synfig and Blender add-ons.",
        Extension = ".pgo",
        FrameRatesFps = [24, 25, 30, 48, 50, 60],
        DefaultFrameRateFps = 24,
        Shapes = new DiscreteShapes(LayerShapes.Rest),
    };

    private protected override string ToText(RigTrack track, LineInfo line) =>
        PapagayoPgoWriter.Write(CueList.From(track, line, track.Curves.FrameRateFps, toNearest: false, LayerShapes.Names(track, line)), (int)track.Curves.FrameRateFps, line.Name);

    private protected override bool LooksLikeThis(string head, string fileName) => head.StartsWith(Header, StringComparison.OrdinalIgnoreCase);

    private protected override RigTrack FromText(string text, string fileName) => new PapagayoPgoReader(text, fileName).Read();
}
