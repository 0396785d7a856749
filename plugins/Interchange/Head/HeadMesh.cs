namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>One object of the head: its primitives share the list of morphs.</summary>
public sealed class HeadMesh
{
    public required string Name { get; init; }

    /// <summary>The morphs that move this mesh, in the order of <see cref="Abstractions.ArkitChannels.All"/>.</summary>
    public required IReadOnlyList<string> TargetNames { get; init; }

    public required IReadOnlyList<HeadPrimitive> Primitives { get; init; }
}
