using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>PAMELA phoneme files as Adventure Game Studio compiles them into a game.</summary>
public sealed class AgsPamFormat : CueFormat
{
    internal const string Section = "[Speech]";

    /// <summary>AGS counts in frames of this rate, PAMELA in fifteenths of them.</summary>
    internal const int FrameRateFps = 24, StepsPerFrame = 15;

    /// <inheritdoc/>
    public override FormatDescription Description { get; } = new()
    {
        Id = "ags-pam",
        Name = "AGS PAMELA",
        Summary = "Phonemes of a voice line for Adventure Game Studio, put beside the voice files in its Speech folder.",
        Extension = ".pam",
        FrameRatesFps = [FrameRateFps],
        DefaultFrameRateFps = FrameRateFps,
        Shapes = new DiscreteShapes(LayerShapes.Rest),
    };

    private protected override string ToText(RigTrack track, LineInfo line) =>
        AgsPamWriter.Write(CueList.From(track, line, FrameRateFps, toNearest: true, LayerShapes.Names(track, line)));

    private protected override bool LooksLikeThis(string head, string fileName) =>
        fileName.EndsWith(Description.Extension, StringComparison.OrdinalIgnoreCase)
            ? head.Contains(Section, StringComparison.OrdinalIgnoreCase)
            : head.AsSpan().TrimStart().StartsWith(Section, StringComparison.OrdinalIgnoreCase);

    private protected override RigTrack FromText(string text, string fileName) => AgsPamReader.Read(text, fileName);
}
