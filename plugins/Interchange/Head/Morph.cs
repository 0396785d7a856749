namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>A movement of a part: how far each vertex goes, in millimetres, at weight 1.</summary>
/// <param name="Name">A channel of ArkitChannels that is symmetric or the left one of a pair; the right one is its mirror image.</param>
/// <param name="Delta">The movement of a vertex, by its number.</param>
internal sealed record Morph(string Name, Func<int, Vector3d> Delta);
