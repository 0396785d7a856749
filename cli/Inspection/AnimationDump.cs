using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>An animation as text: one line for each shape shown, or one for each frame with the channels that are away from rest.</summary>
internal static class AnimationDump
{
    /// <summary>A channel nearer to rest than this share of its range is not told: nobody sees it.</summary>
    private const float VisibleShare = 0.005f;

    private const int TimeCharacters = 9;

    public static void Write(Terminal terminal, string path, IReadableFormat format, RigTrack track)
    {
        CurveTable curves = track.Curves;
        if (!terminal.IsJson)
        {
            terminal.Result(string.Create(CultureInfo.InvariantCulture,
                $"# {Path.GetFileName(path)}: {format.Description.Name}, {curves.FrameCount} frames at {curves.FrameRateFps:0.###} fps from {curves.StartSeconds:0.###} s, {curves.Channels.Count} channels"));
        }
        if (track.ShapeKeys is { } keys) WriteKeys(terminal, track, keys);
        else WriteFrames(terminal, track);
    }

    private static void WriteKeys(Terminal terminal, RigTrack track, IReadOnlyList<ShapeKey> keys)
    {
        double endSeconds = track.Curves.FrameCount / track.Curves.FrameRateFps;
        for (int i = 0; i < keys.Count; i++)
        {
            ShapeKey key = keys[i];
            string shape = track.Channels[key.Shape].Name;
            double seconds = Math.Max(0, (i + 1 < keys.Count ? keys[i + 1].TimeSeconds : endSeconds) - key.TimeSeconds);
            if (terminal.IsJson)
            {
                terminal.Event("shape", json =>
                {
                    json.WriteRounded("timeSeconds", key.TimeSeconds);
                    json.WriteString("shape", shape);
                });
            }
            else
            {
                terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{key.TimeSeconds,9:0.000}  {shape,-12} {seconds:0.000}"));
            }
        }
    }

    private static void WriteFrames(Terminal terminal, RigTrack track)
    {
        StringBuilder text = new();
        for (int frame = 0; frame < track.Curves.FrameCount; frame++)
        {
            double time = track.Curves.TimeSeconds(frame);
            if (terminal.IsJson)
            {
                int shown = frame;
                terminal.Event("frame", json =>
                {
                    json.WriteRounded("timeSeconds", time);
                    json.WriteStartObject("channels");
                    for (int i = 0; i < track.Channels.Count; i++)
                    {
                        if (IsVisible(track, shown, i)) json.WriteRounded(track.Channels[i].Name, track.Curves[shown, i]);
                    }
                    json.WriteEndObject();
                });
                continue;
            }
            text.Clear().Append(CultureInfo.InvariantCulture, $"{time,9:0.000}");
            for (int i = 0; i < track.Channels.Count; i++)
            {
                if (IsVisible(track, frame, i)) text.Append(CultureInfo.InvariantCulture, $"{(text.Length == TimeCharacters ? "  " : " ")}{track.Channels[i].Name}={track.Curves[frame, i]:0.00}");
            }
            terminal.Result(text.ToString());
        }
    }

    private static bool IsVisible(RigTrack track, int frame, int channel)
    {
        RigChannel rig = track.Channels[channel];
        return Math.Abs(track.Curves[frame, channel] - rig.Rest) > VisibleShare * (rig.Maximum - rig.Minimum);
    }
}
