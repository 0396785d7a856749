using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>What is in an animation: length, rate, and how every channel moves.</summary>
internal static class AnimationReport
{
    public static void Write(Terminal terminal, string path, IReadableFormat format, RigTrack track)
    {
        CurveTable curves = track.Curves;
        double seconds = curves.FrameCount / curves.FrameRateFps;
        if (terminal.IsJson)
        {
            terminal.Event("animation", json =>
            {
                json.WriteString("file", path);
                json.WriteString("format", format.Description.Id);
                json.WriteNumber("frames", curves.FrameCount);
                json.WriteRounded("framesPerSecond", curves.FrameRateFps);
                json.WriteRounded("durationSeconds", seconds);
                json.WriteStartArray("channels");
                for (int i = 0; i < curves.Channels.Count; i++)
                {
                    (float minimum, float maximum, double mean) = Summarise(curves, i);
                    json.WriteStartObject();
                    json.WriteString("name", curves.Channels[i]);
                    json.WriteRounded("minimum", minimum);
                    json.WriteRounded("maximum", maximum);
                    json.WriteRounded("mean", mean);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return;
        }
        terminal.Result(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)}: {format.Description.Name}, {curves.FrameCount} frames at {curves.FrameRateFps:0.###} fps = {seconds:0.00} s, {curves.Channels.Count} channels"));
        TextTable table = new("  CHANNEL", "MINIMUM", "MAXIMUM", "MEAN");
        int still = 0;
        for (int i = 0; i < curves.Channels.Count; i++)
        {
            (float minimum, float maximum, double mean) = Summarise(curves, i);
            if (minimum == maximum) still++;
            table.Add("  " + curves.Channels[i], Text(minimum), Text(maximum), Text(mean));
        }
        terminal.Result(table);
        terminal.Result($"  {curves.Channels.Count - still} channels move, {still} do not");
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static (float Minimum, float Maximum, double Mean) Summarise(CurveTable curves, int channel)
    {
        if (curves.FrameCount == 0) return (0, 0, 0);
        float minimum = float.PositiveInfinity;
        float maximum = float.NegativeInfinity;
        double sum = 0;
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            float value = curves[frame, channel];
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
            sum += value;
        }
        return (minimum, maximum, sum / curves.FrameCount);
    }
}
