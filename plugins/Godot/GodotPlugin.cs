using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Godot;

/// <summary>Animations of the Godot engine.</summary>
public sealed class GodotPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new GodotTresFormat()];
}
