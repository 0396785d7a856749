using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Mouth cues of 2D tools: Rhubarb, Moho, Papagayo, Adventure Game Studio.</summary>
public sealed class Classic2DPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [];
}
