using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>Writes plain JSON with one line for each channel and each frame, so that people can read it too.</summary>
internal static class CurvesJsonWriter
{
    public static void Write(RigTrack track, LineInfo line, Stream stream, CancellationToken cancellation)
    {
        CurveTable curves = track.Curves;
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("{");
        writer.WriteLine($"  \"{CurvesJsonFormat.FormatKey}\": \"{CurvesJsonFormat.FormatName}\",");
        writer.WriteLine(FormattableString.Invariant($"  \"{CurvesJsonFormat.VersionKey}\": {CurvesJsonFormat.Version},"));
        writer.WriteLine($"  \"{CurvesJsonFormat.GeneratorKey}\": {Text(line.Generator)},");
        writer.WriteLine($"  \"{CurvesJsonFormat.SyntheticKey}\": true,");
        writer.WriteLine($"  \"{CurvesJsonFormat.NameKey}\": {Text(line.Name)},");
        writer.WriteLine(FormattableString.Invariant($"  \"{CurvesJsonFormat.RateKey}\": {curves.FrameRateFps:R},"));
        writer.Write($"  \"{CurvesJsonFormat.ChannelsKey}\": [");
        for (int c = 0; c < track.Channels.Count; c++)
        {
            RigChannel channel = track.Channels[c];
            writer.WriteLine(c == 0 ? "" : ",");
            writer.Write($"    {{\"{CurvesJsonFormat.NameKey}\": {Text(channel.Name)}, \"{CurvesJsonFormat.MinimumKey}\": {Number(channel.Minimum)}, ");
            writer.Write($"\"{CurvesJsonFormat.MaximumKey}\": {Number(channel.Maximum)}, \"{CurvesJsonFormat.RestKey}\": {Number(channel.Rest)}}}");
        }
        writer.WriteLine();
        writer.WriteLine("  ],");
        writer.Write($"  \"{CurvesJsonFormat.FramesKey}\": [");
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteLine(frame == 0 ? "" : ",");
            writer.Write("    [");
            ReadOnlySpan<float> row = curves.Frame(frame);
            for (int c = 0; c < row.Length; c++)
            {
                if (c > 0) writer.Write(", ");
                writer.Write(Number(row[c]));
            }
            writer.Write("]");
        }
        writer.WriteLine();
        writer.WriteLine("  ]");
        writer.WriteLine("}");
    }

    private static string Text(string text) => '"' + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + '"';

    private static string Number(double value) => (Math.Abs(value) < 5e-7 ? 0 : value).ToString(CurveFiles.NumberFormat, CultureInfo.InvariantCulture);
}
