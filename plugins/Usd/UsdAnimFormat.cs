using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Usd;

/// <summary>UsdSkel animation of blend shapes as USD text.</summary>
public sealed class UsdAnimFormat : IReadableFormat
{
    /// <summary>The first words of a layer of text.</summary>
    internal static ReadOnlySpan<byte> Magic => "#usda "u8;

    /// <summary>The prim type, and its attributes.</summary>
    internal const string AnimationType = "SkelAnimation", Shapes = "blendShapes", Weights = "blendShapeWeights", Samples = "timeSamples";

    /// <summary>Keys of a layer's metadata.</summary>
    internal const string TimeCodes = "timeCodesPerSecond", FrameRate = "framesPerSecond", Start = "startTimeCode", End = "endTimeCode";

    /// <summary>Time codes a second of a layer that says nothing.</summary>
    internal const double UsualTimeCodesPerSecond = 24;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "usd-anim",
        Name = "USD animation",
        Summary = "A UsdSkel layer with blend shape weights: Omniverse, Maya, Houdini, Unreal and Blender with USD.",
        Extension = ".usda",
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        UsdAnimWriter.RequireWritable(track.Curves, line);
        using Stream stream = output.Create(Description.Extension);
        UsdAnimWriter.Write(track.Curves, line, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => head.StartsWith(Magic);

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return new UsdAnimReader(fileName).Read(stream);
    }
}
