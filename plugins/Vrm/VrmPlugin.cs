using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Vrm;

/// <summary>VRM avatars.</summary>
public sealed class VrmPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new VrmaFormat()];
}
