using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Omniverse;

/// <summary>Writes Audio2Face JSON.</summary>
internal static class A2fJsonWriter
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>The track's rate as the integer that readers ask for.</summary>
    /// <exception cref="ModkitException">FMT10 the rate is not a whole number.</exception>
    public static int RequireWholeRate(RigTrack track, LineInfo line)
    {
        double rateFps = track.Curves.FrameRateFps;
        int whole = (int)Math.Clamp(Math.Round(rateFps), 0, A2fJsonFormat.HighestFrameRateFps);
        return whole >= 1 && whole == rateFps ? whole : throw A2fJsonIssues.NotWholeRate(line.Name, rateFps);
    }

    public static void Write(CurveTable curves, int rateFps, Stream stream, CancellationToken cancellation)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteNumber(A2fJsonFormat.ExportFps, rateFps);
        // Readers fetch the key unconditionally; a format never sees a path to put there.
        json.WriteString(A2fJsonFormat.TrackPath, "");
        json.WriteNumber(A2fJsonFormat.NumPoses, curves.Channels.Count);
        json.WriteNumber(A2fJsonFormat.NumFrames, curves.FrameCount);
        json.WriteStartArray(A2fJsonFormat.FacsNames);
        foreach (string name in curves.Channels) json.WriteStringValue(name);
        json.WriteEndArray();
        WriteWeights(json, curves, cancellation);
        // Merging scripts index these even when a face has no joints.
        foreach (string empty in (ReadOnlySpan<string>)[A2fJsonFormat.Joints, A2fJsonFormat.Rotations, A2fJsonFormat.Translations])
        {
            json.WriteStartArray(empty);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteWeights(Utf8JsonWriter json, CurveTable curves, CancellationToken cancellation)
    {
        Span<byte> digits = stackalloc byte[64];
        json.WriteStartArray(A2fJsonFormat.WeightMat);
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteStartArray();
            foreach (float weight in curves.Frame(frame))
            {
                // Plain decimals, because some readers know no exponents; + 0.0 turns -0 into 0.
                double rounded = Math.Round((double)weight, A2fJsonFormat.WeightDigits) + 0.0;
                rounded.TryFormat(digits, out int length, "0.######", CultureInfo.InvariantCulture);
                json.WriteRawValue(digits[..length], skipInputValidation: true);
            }
            json.WriteEndArray();
            if (json.BytesPending > FlushBytes) json.Flush();
        }
        json.WriteEndArray();
    }
}
