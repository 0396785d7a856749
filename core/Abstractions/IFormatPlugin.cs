namespace Audio2Face.Modkit.Abstractions;

/// <summary>The entry type of a plugin: one family of file formats. It needs a public constructor without parameters.</summary>
/// <remarks>
/// The host makes one instance each time the plugin is loaded. A plugin keeps no static state, starts no thread or timer and
/// subscribes to no static event, so that it can be unloaded.
/// </remarks>
public interface IFormatPlugin
{
    /// <summary>The formats, in the order they are listed; ids match those of the plugin's <c>plugin.json</c>.</summary>
    IReadOnlyList<IRigFormat> Formats { get; }
}
