using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.MassEffect;

/// <summary>FaceFX lines of Mass Effect, for Legendary Explorer.</summary>
public sealed class MassEffectPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new LexJsonFormat()];
}
