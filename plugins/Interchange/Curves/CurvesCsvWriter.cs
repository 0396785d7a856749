using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>Writes a table: UTF-8, LF, commas, decimal points.</summary>
internal static class CurvesCsvWriter
{
    public static void Write(CurveTable curves, Stream stream, CancellationToken cancellation)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.Write(CurvesCsvFormat.TimeHeader);
        foreach (string channel in curves.Channels)
        {
            writer.Write(',');
            writer.Write(Quoted(channel));
        }
        writer.WriteLine();
        Span<char> number = stackalloc char[64];
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(writer, frame / curves.FrameRateFps, number);
            foreach (float value in curves.Frame(frame))
            {
                writer.Write(',');
                Write(writer, value, number);
            }
            writer.WriteLine();
        }
    }

    private static void Write(StreamWriter writer, double value, Span<char> buffer)
    {
        // Without this, what rounds to nothing from below would be "-0".
        if (Math.Abs(value) < 5e-7) value = 0;
        if (value.TryFormat(buffer, out int length, CurveFiles.NumberFormat, CultureInfo.InvariantCulture)) writer.Write(buffer[..length]);
        else writer.Write(value.ToString(CurveFiles.NumberFormat, CultureInfo.InvariantCulture));
    }

    /// <summary>Names with a comma, a quote or blanks at an end stand in quotes, their own quotes doubled; line ends become blanks.</summary>
    private static string Quoted(string name)
    {
        string line = name.ReplaceLineEndings(" ");
        return line.AsSpan().ContainsAny(',', '"') || line.Trim().Length != line.Length
            ? '"' + line.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : line;
    }
}
