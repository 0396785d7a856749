using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>Writes tables of control curves.</summary>
internal static class MetaHumanCsvWriter
{
    private const int FlushCharacters = 64 * 1024;

    /// <exception cref="ModkitException">MHC01 a name is none of a control.</exception>
    public static void RequireNames(RigTrack track, LineInfo line)
    {
        string? wrong = track.Curves.Channels.FirstOrDefault(name =>
            !name.StartsWith(MetaHumanCsvFormat.ControlPrefix, StringComparison.OrdinalIgnoreCase) || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '_'));
        if (wrong is not null || track.Curves.Channels.Count == 0) throw MetaHumanCsvIssues.WrongNames(line.Name, wrong ?? "");
    }

    public static void Write(CurveTable curves, Stream stream, CancellationToken cancellation)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: FlushCharacters, leaveOpen: true);
        writer.Write(MetaHumanCsvFormat.TimeHeader);
        foreach (string name in curves.Channels)
        {
            writer.Write(',');
            writer.Write(name);
        }
        writer.Write('\n');
        Span<char> text = stackalloc char[64];
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteNumber(writer, curves.TimeSeconds(frame), text);
            foreach (float value in curves.Frame(frame))
            {
                writer.Write(',');
                WriteNumber(writer, value, text);
            }
            writer.Write('\n');
        }
    }

    private static void WriteNumber(StreamWriter writer, double value, Span<char> text)
    {
        // + 0.0 turns -0 into 0.
        double rounded = Math.Round(value, MetaHumanCsvFormat.Digits) + 0.0;
        rounded.TryFormat(text, out int length, "0.000000", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
    }
}
