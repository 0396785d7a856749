using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Reads the morph animations of a glTF file.</summary>
internal static class GltfReader
{
    public static RigTrack Read(Stream stream, string fileName) => throw new ModkitException(GltfIssues.NotGltf(fileName, $"Not read yet: {stream.Length} bytes."));
}
