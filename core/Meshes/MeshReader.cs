using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Meshes.Assimp;
using Audio2Face.Modkit.Meshes.Gltf;

namespace Audio2Face.Modkit.Meshes;

/// <summary>Reads the meshes of a character that have morph targets.</summary>
/// <param name="workerCommand">
/// Program and arguments that run <see cref="MeshWorker.Run"/> in a process of its own, to which a path is added; null when there is none and only
/// glTF can be read.
/// </param>
public sealed class MeshReader(IReadOnlyList<string>? workerCommand)
{
    /// <summary>Extensions of character files, with their dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".glb", ".gltf", ".vrm", ".fbx", ".dae"];

    /// <summary>Reads a file, or a folder of .obj files of which one is the neutral face.</summary>
    /// <returns>The meshes with morph targets, at least one.</returns>
    /// <exception cref="ModkitException">MSH01..MSH10.</exception>
    public async Task<IReadOnlyList<FaceMesh>> ReadAsync(string path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (!Path.Exists(path)) throw new ModkitException(MeshIssues.Unreadable(name, "There is no such file or folder."));
        IReadOnlyList<FaceMesh> meshes = IsGltf(path, name)
            ? GltfMeshReader.Read(MeshFolder.ReadFile(path, name), name, new MeshFolder(Path.GetDirectoryName(Path.GetFullPath(path))!))
            : await MeshWorkerProcess.ReadAsync(new WorkerOrder(workerCommand ?? throw new ModkitException(MeshIssues.LibraryMissing(name, AssimpScene.InstallCommand))), path, name, cancellation).ConfigureAwait(false);
        if (meshes.Count == 0) throw new ModkitException(MeshIssues.NoMorphs(name));
        return [.. meshes.Select(VertexMerger.Merge)];
    }

    private static bool IsGltf(string path, string name) =>
        !Directory.Exists(path) && ((string[])[".glb", ".gltf", ".vrm"]).Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
