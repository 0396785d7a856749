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
    private static readonly string[] _gltfExtensions = [".glb", ".gltf", ".vrm"];

    /// <summary>Extensions of character files, with their dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. _gltfExtensions, ".fbx", ".dae", ".obj"];

    /// <summary>Reads the meshes that have morph targets, of a file or of a folder of .obj files of which one is the neutral face.</summary>
    /// <returns>At least one mesh.</returns>
    /// <exception cref="ModkitException">MSH01..MSH10.</exception>
    public async Task<IReadOnlyList<FaceMesh>> ReadAsync(string path, CancellationToken cancellation)
    {
        IReadOnlyList<FaceMesh> meshes = await ReadAsync(path, withBody: false, cancellation).ConfigureAwait(false);
        return meshes.Count > 0 ? meshes : throw new ModkitException(MeshIssues.NoMorphs(NameOf(path)));
    }

    /// <summary>Reads every mesh, also those without morph targets; there may be none.</summary>
    /// <exception cref="ModkitException">MSH01..MSH10, but for MSH06.</exception>
    public Task<IReadOnlyList<FaceMesh>> ReadAllAsync(string path, CancellationToken cancellation) => ReadAsync(path, withBody: true, cancellation);

    private async Task<IReadOnlyList<FaceMesh>> ReadAsync(string path, bool withBody, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = NameOf(path);
        if (!Path.Exists(path)) throw new ModkitException(MeshIssues.Unreadable(name, "There is no such file or folder."));
        IReadOnlyList<FaceMesh> meshes = !Directory.Exists(path) && _gltfExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
            ? GltfMeshReader.Read(MeshFolder.ReadFile(path, name), name, new MeshFolder(Path.GetDirectoryName(Path.GetFullPath(path))!), withBody)
            : await MeshWorkerProcess.ReadAsync(new WorkerOrder(workerCommand ?? throw new ModkitException(MeshIssues.LibraryMissing(name, AssimpScene.InstallCommand))), path, name, cancellation).ConfigureAwait(false);
        return [.. meshes.Where(mesh => withBody || mesh.Morphs.Count > 0).Select(VertexMerger.Merge)];
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
}
