using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes;

/// <summary>How the worker is run, and what it may take.</summary>
/// <param name="Command">Program and arguments; the path of the mesh is added.</param>
internal sealed record WorkerOrder(IReadOnlyList<string> Command)
{
    public int MostSeconds { get; init; } = Limits.MeshWorkerSeconds;

    public int MostMebibytes { get; init; } = Limits.MeshWorkerMebibytes;
}
