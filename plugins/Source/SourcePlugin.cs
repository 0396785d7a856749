using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Phonemes and choreography of Valve's Source engine.</summary>
public sealed class SourcePlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new SourcePhonemesFormat(), new SourceWavFormat(), new SourceVcdFormat()];
}
