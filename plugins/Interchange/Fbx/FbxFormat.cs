using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Head;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Binary FBX: our head, or the user's own file, with the line as blend shape animation; and a reader for anyone's.</summary>
internal sealed class FbxFormat : IReadableFormat
{
    /// <summary>Length of the file's header; version written; those that are read; from which one on offsets have 64 bits.</summary>
    public const int HeaderBytes = 27, Version = 7400, LowestVersion = 7100, HighestVersion = 7799, WideVersion = 7500;

    /// <summary>Time units a second.</summary>
    public const long UnitsPerSecond = 46_186_158_000;

    /// <summary>Weight 1 of a shape.</summary>
    public const float FullPercent = 100;

    /// <summary>What joins a curve to a shape's channel.</summary>
    public const string Percent = "DeformPercent", PercentCurve = "d|DeformPercent";

    /// <summary>Node types of objects.</summary>
    public const string Geometry = "Geometry", Model = "Model", Material = "Material", Deformer = "Deformer", Stack = "AnimationStack", Layer = "AnimationLayer",
        CurveNode = "AnimationCurveNode", Curve = "AnimationCurve";

    /// <summary>Subclasses of deformers.</summary>
    public const string BlendShape = "BlendShape", BlendShapeChannel = "BlendShapeChannel";

    // The head is the same for every line; it is built when the first one is written.
    private readonly Lazy<HeadModel> _head = new(HeadModel.Build);

    /// <summary>First bytes of every binary file; the version follows.</summary>
    public static ReadOnlySpan<byte> Magic => "Kaydara FBX Binary  \0\u001A\0"u8;

    public FormatDescription Description { get; } = new()
    {
        Id = "fbx",
        Name = "FBX blend shape animation",
        Summary = "Blend shape curves on your own FBX character (--mesh) or on our head: Unreal, Unity, Maya, MotionBuilder, iClone, Blender.",
        Extension = ".fbx",
        MeshExtensions = [".fbx"],
    };

    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        FbxDocument document = line.Mesh is { } mesh
            ? FbxCharacter.Animate(FbxParser.Parse(mesh.Bytes, mesh.Name), mesh.Name, track, line)
            : FbxHead.Animate(_head.Value, MorphCurves.From(track, line.Name), track.Curves, line);
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        FbxWriter.Write(document, stream);
        return ValueTask.CompletedTask;
    }

    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => head.StartsWith(Magic[..20]);

    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        const long mostBytes = Limits.AnimationFileMebibytes * 1024L * 1024;
        if (stream.Length > mostBytes) throw FbxIssues.TooLarge(fileName, FormattableString.Invariant($"{stream.Length} bytes"));
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new FbxReader(new FbxScene(FbxParser.Parse(bytes.AsMemory(0, length), fileName), fileName), fileName).Read();
    }
}
