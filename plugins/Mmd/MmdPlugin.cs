using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Mmd;

/// <summary>MikuMikuDance.</summary>
public sealed class MmdPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new VmdFormat()];
}
