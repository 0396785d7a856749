using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>A plain table: a column of seconds, then a column for each channel.</summary>
internal sealed class CurvesCsvFormat : IReadableFormat
{
    public const string TimeHeader = "time_seconds";

    /// <summary>What other tools call the column of seconds; read, never written.</summary>
    public const string OtherTimeHeader = "time";

    /// <summary>How the tables of NVIDIA's clients begin, behind a column of row numbers that has no name; read, never written.</summary>
    public const string NvidiaTimeHeader = "timeCode", NvidiaPrefix = "blendShapes.";

    public FormatDescription Description { get; } = new()
    {
        Id = "curves-csv",
        Name = "Curves as a table",
        Summary = "Seconds and one column per channel: for spreadsheets, scripts and importers of your own.",
        Extension = ".curves.csv",
    };

    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        CurveFiles.RequireFinite(track, line);
        using Stream stream = output.Create(Description.Extension);
        CurvesCsvWriter.Write(track.Curves, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (StartsWith(text, "," + NvidiaTimeHeader + "," + NvidiaPrefix) || StartsWith(text, NvidiaTimeHeader + "," + NvidiaPrefix)) return true;
        if (text.StartsWith("\""u8)) text = text[1..];
        if (StartsWith(text, TimeHeader)) return true;
        // Unreal's tables of control curves begin like this too.
        return StartsWith(text, OtherTimeHeader + ",") && text.IndexOf("CTRL_"u8) < 0;
    }

    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return new CurvesCsvReader(fileName).Read(stream);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string start) => text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);
}
