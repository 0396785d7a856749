using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Omniverse;

/// <summary>The files of NVIDIA Omniverse Audio2Face.</summary>
public sealed class OmniversePlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new A2fJsonFormat()];
}
