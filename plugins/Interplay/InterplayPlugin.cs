using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interplay;

/// <summary>Talking heads of Fallout 1 and 2.</summary>
public sealed class InterplayPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new HeadLipFormat()];
}
