using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>Writes Live Link Face tables.</summary>
internal static class LiveLinkCsvWriter
{
    private const int FlushCharacters = 64 * 1024;

    /// <summary>Makes sure that the track has the format's columns and rate.</summary>
    /// <exception cref="ModkitException">FMT20 it has not.</exception>
    public static void RequireLayout(RigTrack track, LineInfo line)
    {
        CurveTable curves = track.Curves;
        if (curves.FrameRateFps is not (LiveLinkCsvFormat.AppFrameRateFps or LiveLinkCsvFormat.LowFrameRateFps))
            throw LiveLinkCsvIssues.WrongLayout(line.Name, FormattableString.Invariant($"its rate is {curves.FrameRateFps} frames per second"));
        if (!curves.Channels.SequenceEqual(LiveLinkCsvFormat.Channels.Select(channel => channel.Name), StringComparer.Ordinal))
            throw LiveLinkCsvIssues.WrongLayout(line.Name, "its channels are others");
    }

    public static void Write(CurveTable curves, Stream stream, CancellationToken cancellation)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: FlushCharacters, leaveOpen: true);
        writer.Write(LiveLinkCsvFormat.TimecodeHeader);
        writer.Write(',');
        writer.Write(LiveLinkCsvFormat.CountHeader);
        foreach (RigChannel channel in LiveLinkCsvFormat.Channels)
        {
            writer.Write(',');
            writer.Write(channel.Name);
        }
        writer.Write('\n');
        int rateFps = (int)curves.FrameRateFps;
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteRow(writer, frame, rateFps, curves.Frame(frame));
        }
    }

    private static void WriteRow(StreamWriter writer, int frame, int rateFps, ReadOnlySpan<float> values)
    {
        Span<char> text = stackalloc char[64];
        int second = frame / rateFps;
        text.TryWrite(CultureInfo.InvariantCulture,
            $"{second / 3600 % 24:00}:{second / 60 % 60:00}:{second % 60:00}:{frame % rateFps:00}.000,{LiveLinkCsvFormat.Channels.Length}",
            out int length);
        writer.Write(text[..length]);
        foreach (float value in values)
        {
            writer.Write(',');
            // + 0.0 turns -0 into 0.
            double rounded = Math.Round((double)value, LiveLinkCsvFormat.ValueDigits) + 0.0;
            rounded.TryFormat(text, out length, "0.000000", CultureInfo.InvariantCulture);
            writer.Write(text[..length]);
        }
        writer.Write('\n');
    }
}
