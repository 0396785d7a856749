using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Head;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>glTF 2.0 binary: our head with the line as its morph animation, and a reader for anyone's morph animations.</summary>
internal sealed class GltfFormat : IReadableFormat
{
    // The head is the same for every line; it is built when the first one is written.
    private readonly Lazy<HeadModel> _head = new(HeadModel.Build);

    public FormatDescription Description { get; } = new()
    {
        Id = "gltf",
        Name = "glTF 2.0 head",
        Summary = "A head with the line as morph animation, for Blender, Godot, Unity, Unreal, three.js and viewers.",
        Extension = ".glb",
    };

    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        MorphCurves curves = MorphCurves.From(track, line.Name);
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        GltfWriter.Write(stream, _head.Value, curves, line);
        return ValueTask.CompletedTask;
    }

    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        // A VRM animation is binary glTF too, but has no morphs.
        if (head.StartsWith(Glb.Magic)) return !fileName.EndsWith(".vrma", StringComparison.OrdinalIgnoreCase);
        return fileName.EndsWith(".gltf", StringComparison.OrdinalIgnoreCase) && head.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }

    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return GltfReader.Read(stream, fileName);
    }
}
