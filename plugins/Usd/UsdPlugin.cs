using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Usd;

/// <summary>Universal Scene Description.</summary>
public sealed class UsdPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new UsdAnimFormat()];
}
