using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Godot;

/// <summary>An Animation resource of Godot 4 as text, with tracks for blend shapes alone.</summary>
public sealed class GodotTresFormat : IReadableFormat
{
    internal const string Header = "[gd_resource type=\"Animation\" format=3]\n\n[resource]\n";

    /// <summary>Between the node and a blend shape in the path of a track.</summary>
    internal const string Property = ":blend_shapes/";

    internal static readonly FormatOption Node = new("node", "Path of the face's MeshInstance3D from the AnimationPlayer's root node, such as Head or Armature/Skeleton3D/Head.", "Head");

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "godot-tres",
        Name = "Godot animation",
        Summary = "An Animation resource for the AnimationPlayer of Godot 4.",
        Extension = ".tres",
        DefaultFrameRateFps = 30,
        KeyTolerance = 0.005,
        Options = [Node],
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        byte[] text = Encoding.UTF8.GetBytes(GodotTresWriter.Write(track, line, cancellation));
        using Stream stream = output.Create(Description.Extension);
        stream.Write(text);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ReadOnlySpan<byte> text = head.TrimStart("\uFEFF \t\r\n"u8);
        int end = text.IndexOf((byte)']');
        return text.StartsWith("[gd_resource"u8) && text[..(end < 0 ? text.Length : end)].IndexOf("type=\"Animation\""u8) > 0;
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw GodotTresIssues.TooLarge(fileName, stream.Length);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new GodotTresReader(Encoding.UTF8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF'), fileName).Read();
    }
}
