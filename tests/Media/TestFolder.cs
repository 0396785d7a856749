namespace Audio2Face.Modkit.Media.Tests;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("a2f-media-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        using FileStream stream = System.IO.File.Create(File(name));
        stream.Write(bytes);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
