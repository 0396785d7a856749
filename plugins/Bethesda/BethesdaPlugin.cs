using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>Voice files of Fallout 3, New Vegas, Skyrim and Fallout 4.</summary>
public sealed class BethesdaPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } =
    [
        new LipFormat(LipLayout.Skyrim),
        new LipFormat(LipLayout.Fallout4),
        new LipFormat(LipLayout.Fallout3),
        new FuzFormat(LipLayout.Skyrim),
        new FuzFormat(LipLayout.Fallout4),
    ];
}
