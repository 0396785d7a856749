using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Head;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>glTF 2.0 binary: our head, or the user's own file, with the line as morph animation; and a reader for anyone's morph animations.</summary>
internal sealed class GltfFormat : IReadableFormat
{
    public const string GeometryOption = "geometry", WeightsValue = "weights", MeshValue = "mesh";

    // The head is the same for every line; it is built when the first one is written.
    private readonly Lazy<HeadModel> _head = new(HeadModel.Build);

    public FormatDescription Description { get; } = new()
    {
        Id = "gltf",
        Name = "glTF 2.0 animation",
        Summary = "The line as morph animation on your own .glb (--mesh) or on our head: Blender, Godot, Unity, Unreal, three.js, viewers.",
        Extension = ".glb",
        MeshExtensions = [".glb", ".gltf", ".obj"],
        FaceDetail = FaceDetail.Bones,
        Options = [new FormatOption(GeometryOption, "'mesh': the mesh that a model of NVIDIA's moves, as it moves; --mesh FILE.obj gives it faces. 'weights': a head with morphs.", WeightsValue) { MeshValue = MeshValue }],
    };

    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        cancellation.ThrowIfCancellationRequested();
        string geometry = line.Options.GetValueOrDefault(GeometryOption, WeightsValue);
        if (geometry == MeshValue)
        {
            GltfMeshWriter mesh = new(line);
            using Stream file = output.Create(Description.Extension);
            mesh.Write(file, cancellation);
            return ValueTask.CompletedTask;
        }
        if (geometry != WeightsValue) throw new ModkitException(GltfIssues.BadGeometry(geometry));
        MorphCurves? curves = line.Mesh is null ? MorphCurves.From(track, line.Name) : null;
        using Stream stream = output.Create(Description.Extension);
        if (curves is not null) GltfWriter.Write(stream, _head.Value, curves, line);
        else GltfCharacter.Write(stream, line.Mesh!, track, line);
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
