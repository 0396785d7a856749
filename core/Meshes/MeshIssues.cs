namespace Audio2Face.Modkit.Meshes;

/// <summary>Everything that can be wrong with a mesh file, one factory per code.</summary>
internal static class MeshIssues;
