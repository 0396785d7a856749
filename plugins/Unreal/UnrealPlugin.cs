using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>Files that Unreal Engine and MetaHuman tools load.</summary>
public sealed class UnrealPlugin : IFormatPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<IRigFormat> Formats { get; } = [new LiveLinkCsvFormat(), new MetaHumanCsvFormat()];
}
