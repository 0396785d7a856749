namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>A whole file.</summary>
/// <param name="Version">7400 for 7.4.</param>
/// <param name="Nodes">The top nodes.</param>
/// <param name="FooterId">The 16 bytes after them, which go with the file's time of creation.</param>
internal sealed record FbxDocument(int Version, IReadOnlyList<FbxNode> Nodes, ReadOnlyMemory<byte> FooterId)
{
    /// <summary>The first top node of a name; an empty one when there is none.</summary>
    public FbxNode Find(string name) => Nodes.FirstOrDefault(node => node.Name == name) ?? FbxNode.Of(name);

    /// <summary>The same file with one top node exchanged.</summary>
    public FbxDocument With(FbxNode node) => this with { Nodes = [.. Nodes.Select(other => other.Name == node.Name ? node : other)] };
}
