using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Meshes.Assimp;

namespace Audio2Face.Modkit.Meshes;

/// <summary>What runs in the process of its own: reads a file through Assimp and answers with meshes or issues.</summary>
public static class MeshWorker
{
    /// <summary>Reads one file, or a folder of .obj files, and writes the answer.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="answer">Receives a <see cref="MeshAnswer"/>.</param>
    public static void Run(string path, Stream answer)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(answer);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        IReadOnlyList<FaceMesh> meshes;
        try
        {
            LayoutGuard.Check(name);
            meshes = Directory.Exists(path) ? ObjFolder.Read(path, name) : Import(path, name);
        }
        catch (ModkitException exception)
        {
            MeshAnswer.Write(answer, exception.Issues);
            return;
        }
        MeshAnswer.Write(answer, meshes);
    }

    private static List<FaceMesh> Import(string path, string name)
    {
        string extension = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        if (extension == "obj") return [ObjFolder.Import(path)];
        using AssimpScene scene = AssimpScene.Import(MeshFolder.ReadFile(path, name), extension, name);
        return scene.Meshes();
    }
}
