using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unity;

/// <summary>An animation clip of Unity as text, with curves for blend shapes alone.</summary>
public sealed class UnityAnimFormat : IReadableFormat
{
    internal const string Header = "%YAML 1.1\n%TAG !u! tag:unity3d.com,2011:\n--- !u!74 &7400000\nAnimationClip:\n";

    internal const string AttributePrefix = "blendShape.";

    /// <summary>Unity's number for the class SkinnedMeshRenderer.</summary>
    internal const int RendererClass = 137;

    /// <summary>Unity counts blend shapes in per cent.</summary>
    internal const int FullWeight = 100;

    internal static readonly FormatOption Path = new("path", "Where the face mesh hangs below the object with the Animator, such as Body or Armature/Head; may be empty.", "Body");

    internal static readonly FormatOption Prefix = new("prefix", "What an imported FBX file puts before the names of blend shapes, such as BS_node.; usually empty.", "");

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "unity-anim",
        Name = "Unity animation clip",
        Summary = "A clip of blend shapes for the Animator, put below a Unity project's folder Assets.",
        Extension = ".anim",
        DefaultFrameRateFps = 30,
        KeyTolerance = 0.005,
        Options = [Path, Prefix],
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        _ = track.KeyFrames ?? throw new ArgumentException("The track has no key frames; a host gives them to formats with a key tolerance.", nameof(track));
        using Stream stream = output.Create(Description.Extension);
        UnityAnimWriter.Write(track, line, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => head.IndexOf("AnimationClip:"u8) >= 0 && head.IndexOf("!u!74 "u8) >= 0;

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw UnityAnimIssues.TooLarge(fileName, stream.Length);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new UnityAnimReader(fileName).Read(Encoding.UTF8.GetString(bytes.AsSpan(0, length)));
    }
}
