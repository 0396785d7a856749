using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Meshes;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>The heads there are: the one the glTF format writes, and the ICT FaceKit's in ../shared.</summary>
public sealed class Heads : IAsyncLifetime, IDisposable
{
    private readonly Scene _scene = new();
    private readonly MeshReader _reader = new(["dotnet", Path.Combine(TestPaths.Home, "a2f.dll"), "mesh-worker"]);

    /// <summary>Our own head as a file.</summary>
    public string OwnFile => _scene["own.glb"];

    public async Task InitializeAsync() =>
        (await A2f.RunAsync("animate", _scene.Voice("own.wav", 0.5), "--to", "gltf", "-o", OwnFile)).Expect(0);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scene.Dispose();

    public Task<IReadOnlyList<FaceMesh>> OwnAsync() => _reader.ReadAsync(OwnFile, CancellationToken.None);

    /// <param name="extension">.glb or .fbx.</param>
    public Task<IReadOnlyList<FaceMesh>> IctAsync(string extension) => _reader.ReadAsync(IctFile(extension), CancellationToken.None);

    /// <summary>Skips the test where it is not there.</summary>
    public static string IctFile(string extension) => TestPaths.RequireShared("meshes", "ict_facekit_face52" + extension);
}
