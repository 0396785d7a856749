using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>The table that the Live Link Face app records: a timecode, a count and 61 values in every row.</summary>
public sealed class LiveLinkCsvFormat : IReadableFormat
{
    /// <summary>First cell of the header.</summary>
    internal const string TimecodeHeader = "Timecode";

    /// <summary>Second cell of the header.</summary>
    internal const string CountHeader = "BlendShapeCount";

    /// <summary>Digits after the decimal point of a value.</summary>
    internal const int ValueDigits = 6;

    /// <summary>The app's rate; a file does not tell its rate, so short ones are taken to have this one.</summary>
    internal const int AppFrameRateFps = 60;

    /// <summary>The lower of the two rates.</summary>
    internal const int LowFrameRateFps = 30;

    /// <summary>The 61 channels in file order. Angles of head and eyes are radians.</summary>
    internal static readonly RigChannel[] Channels =
    [
        new("EyeBlinkLeft"), new("EyeLookDownLeft"), new("EyeLookInLeft"), new("EyeLookOutLeft"), new("EyeLookUpLeft"),
        new("EyeSquintLeft"), new("EyeWideLeft"), new("EyeBlinkRight"), new("EyeLookDownRight"), new("EyeLookInRight"),
        new("EyeLookOutRight"), new("EyeLookUpRight"), new("EyeSquintRight"), new("EyeWideRight"),
        new("JawForward"), new("JawLeft"), new("JawRight"), new("JawOpen"),
        new("MouthClose"), new("MouthFunnel"), new("MouthPucker"), new("MouthLeft"), new("MouthRight"),
        new("MouthSmileLeft"), new("MouthSmileRight"), new("MouthFrownLeft"), new("MouthFrownRight"),
        new("MouthDimpleLeft"), new("MouthDimpleRight"), new("MouthStretchLeft"), new("MouthStretchRight"),
        new("MouthRollLower"), new("MouthRollUpper"), new("MouthShrugLower"), new("MouthShrugUpper"),
        new("MouthPressLeft"), new("MouthPressRight"), new("MouthLowerDownLeft"), new("MouthLowerDownRight"),
        new("MouthUpperUpLeft"), new("MouthUpperUpRight"), new("BrowDownLeft"), new("BrowDownRight"), new("BrowInnerUp"),
        new("BrowOuterUpLeft"), new("BrowOuterUpRight"), new("CheekPuff"), new("CheekSquintLeft"), new("CheekSquintRight"),
        new("NoseSneerLeft"), new("NoseSneerRight"), new("TongueOut"),
        new("HeadYaw", -1), new("HeadPitch", -1), new("HeadRoll", -1),
        new("LeftEyeYaw", -1), new("LeftEyePitch", -1), new("LeftEyeRoll", -1),
        new("RightEyeYaw", -1), new("RightEyePitch", -1), new("RightEyeRoll", -1),
    ];

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "livelink-csv",
        Name = "Live Link Face CSV",
        Summary = "A take of the Live Link Face app: imported by Unreal Engine (MetaHuman), MotionBuilder and Blender scripts.",
        Extension = ".csv",
        FixedChannels = Channels,
        FrameRatesFps = [AppFrameRateFps, LowFrameRateFps],
        DefaultFrameRateFps = AppFrameRateFps,
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        LiveLinkCsvWriter.RequireLayout(track, line);
        using Stream stream = output.Create(Description.Extension);
        LiveLinkCsvWriter.Write(track.Curves, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        ReadOnlySpan<byte> timecode = "timecode"u8;
        if (text.Length > 0 && text[0] == '"') text = text[1..];
        return text.Length > timecode.Length && Ascii.EqualsIgnoreCase(text[..timecode.Length], timecode);
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return new LiveLinkCsvReader(fileName).Read(stream);
    }
}
