using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>Lip animation of Knights of the Old Republic and Neverwinter Nights 2.</summary>
public sealed class BiowarePlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new KotorLipFormat(), new FxeFormat()];
}
