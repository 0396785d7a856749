namespace Audio2Face.Modkit.Pipeline;

/// <summary>A file that a search came upon.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Name">Path below the folder that was searched, with '/'.</param>
/// <param name="IsUnreadableFolder">Whether it is no file but a folder that could not be searched.</param>
internal readonly record struct FoundFile(string Path, string Name, bool IsUnreadableFolder = false);
