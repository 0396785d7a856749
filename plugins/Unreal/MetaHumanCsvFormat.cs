using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>MetaHuman's control curves as a table: a time and a value for every curve in each row.</summary>
public sealed class MetaHumanCsvFormat : IReadableFormat
{
    /// <summary>First cell of the header; times are seconds.</summary>
    internal const string TimeHeader = "time";

    /// <summary>How the names of MetaHuman's facial controls start.</summary>
    internal const string ControlPrefix = "CTRL_expressions_";

    /// <summary>Digits after the decimal point of a time and of a value.</summary>
    internal const int Digits = 6;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "metahuman-csv",
        Name = "MetaHuman control curves",
        Summary = "CTRL_expressions_ curves over time, for an animation sequence of a MetaHuman by a few lines of Unreal's Python.",
        Extension = ".metahuman.csv",
        FrameRatesFps = [60, 30],
        DefaultFrameRateFps = 60,
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        MetaHumanCsvWriter.RequireNames(track, line);
        using Stream stream = output.Create(Description.Extension);
        MetaHumanCsvWriter.Write(track.Curves, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ReadOnlySpan<byte> text = head.TrimStart("\uFEFF \"\t\r\n"u8);
        int end = text.IndexOfAny((byte)'\r', (byte)'\n');
        string header = System.Text.Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        return header.StartsWith(TimeHeader, StringComparison.OrdinalIgnoreCase) && header.Contains(ControlPrefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return new MetaHumanCsvReader(fileName).Read(stream);
    }
}
