using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Something happened to what an output is made from.</summary>
/// <param name="Kind">To what.</param>
/// <param name="Path">Full path of the file, or of the plugin's folder.</param>
/// <param name="Plugin">What happened to the plugin, when it is about one.</param>
public readonly record struct WatchEvent(WatchEventKind Kind, string Path, PluginChange? Plugin = null);
