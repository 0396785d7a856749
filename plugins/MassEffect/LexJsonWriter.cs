using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.MassEffect;

/// <summary>Writes sections. Between keys runs a straight line: a Hermite curve whose tangents at both ends are its slope.</summary>
internal static class LexJsonWriter
{
    private const int FlushBytes = 64 * 1024;

    public static void Write(RigTrack track, LineInfo line, Stream stream, CancellationToken cancellation)
    {
        CurveTable curves = track.Curves;
        double end = Math.Max(line.DurationSeconds, curves.FrameCount == 0 ? 0 : curves.TimeSeconds(curves.FrameCount - 1));
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        WriteNumber(json, LexJsonFormat.Span, end + LexJsonFormat.SpanMarginSeconds);
        json.WriteStartObject(LexJsonFormat.Channels);
        for (int channel = 0; channel < track.Channels.Count; channel++)
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteStartArray(track.Channels[channel].Name);
            IReadOnlyList<int> frames = track.KeyFrames![channel];
            double slope = 0;
            for (int i = 0; i < frames.Count; i++)
            {
                double time = curves.TimeSeconds(frames[i]), weight = curves[frames[i], channel], slopeIn = slope;
                slope = i + 1 < frames.Count ? (curves[frames[i + 1], channel] - weight) / (curves.TimeSeconds(frames[i + 1]) - time) : 0;
                json.WriteStartObject();
                WriteNumber(json, LexJsonFormat.Time, time);
                WriteNumber(json, LexJsonFormat.Weight, weight);
                WriteNumber(json, LexJsonFormat.InTangent, slopeIn);
                WriteNumber(json, LexJsonFormat.LeaveTangent, slope);
                json.WriteEndObject();
                if (json.BytesPending > FlushBytes) json.Flush();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Six decimals; + 0.0 turns -0 into 0.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string key, double value)
    {
        json.WritePropertyName(key);
        json.WriteRawValue((Math.Round(value, 6) + 0.0).ToString("0.0#####", CultureInfo.InvariantCulture));
    }
}
