namespace Audio2Face.Modkit.Retargeting;

/// <summary>Something that happened to a plugin while the program ran.</summary>
/// <param name="Kind">What.</param>
/// <param name="Plugin">The plugin as it stands now, or stood before it was removed.</param>
public readonly record struct PluginChange(PluginChangeKind Kind, PluginStatus Plugin);
