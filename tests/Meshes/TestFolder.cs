using System.Text;

namespace Audio2Face.Modkit.Meshes.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("a2f-meshes-").FullName;

    public string PathOf(string name) => Path.Combine(_path, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = File.Create(path);
        file.Write(bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
