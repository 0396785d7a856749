using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Mouth cues for drawn characters: which of a few pictures is shown when.</summary>
public sealed class Classic2DPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } =
        [new RhubarbTsvFormat(), new RhubarbXmlFormat(), new RhubarbJsonFormat(), new MohoDatFormat(), new PapagayoPgoFormat(), new AgsPamFormat()];
}
