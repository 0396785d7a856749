using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Mmd;

/// <summary>A motion of MikuMikuDance that moves morphs alone.</summary>
public sealed class VmdFormat : IReadableFormat
{
    /// <summary>First bytes of the file; the field is <see cref="SignatureBytes"/> long.</summary>
    internal const string Signature = "Vocaloid Motion Data 0002";

    internal const int SignatureBytes = 30, ModelNameBytes = 20, MorphNameBytes = 15;

    /// <summary>Bytes of one record: bone, morph, camera, light and shadow.</summary>
    internal const int BoneBytes = 111, MorphBytes = 23, CameraBytes = 61, LightBytes = 28, ShadowBytes = 9;

    /// <summary>The format's only rate.</summary>
    internal const int FrameRateFps = 30;

    /// <summary>Keys that MikuMikuDance loads, and those that its newer versions and other players load.</summary>
    internal const int UsualMostKeys = 20_000, NewerMostKeys = 600_000;

    internal static readonly FormatOption Model = new("model", "Name of the model the motion is made for; MikuMikuDance asks when another one is chosen.", "");

    internal static readonly FormatOption KeyLimit = new("key-limit",
        "Most keys that your player loads, up to 600000 for newer versions of MikuMikuDance.", UsualMostKeys.ToString(CultureInfo.InvariantCulture));

    /// <summary>Japanese Windows text; taken from its provider without registering it for the whole program.</summary>
    /// <remarks>Characters it cannot tell throw, so that a name is never changed in silence; bytes that are none become U+FFFD.</remarks>
    internal static Encoding Names { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)!;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "vmd",
        Name = "MikuMikuDance motion",
        Summary = "Morph keys for MikuMikuDance, MikuMikuMoving, mmd_tools for Blender and web players.",
        Extension = ".vmd",
        FrameRatesFps = [FrameRateFps],
        DefaultFrameRateFps = FrameRateFps,
        KeyTolerance = 0.01,
        Options = [Model, KeyLimit],
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        cancellation.ThrowIfCancellationRequested();
        byte[] file = VmdWriter.Write(track, line);
        using Stream stream = output.Create(Description.Extension);
        stream.Write(file);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => head.StartsWith("Vocaloid Motion Data 0002"u8);

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return new VmdReader(fileName).Read(stream);
    }
}
