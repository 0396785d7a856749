using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>A format for tests: frames as lines of text, and a second file that counts them.</summary>
internal sealed class TableFormat : IRigFormat
{
    public FormatDescription Description { get; } = new() { Id = "table", Name = "Table", Summary = "Tests.", Extension = ".table" };

    /// <summary>Called in the middle of every write.</summary>
    public Action<LineInfo>? Interrupt { get; init; }

    /// <summary>Text after the last frame.</summary>
    public string Addition { get; init; } = "";

    /// <summary>Whether there is a third file.</summary>
    public bool HasMore { get; init; }

    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        CurveTable curves = track.Curves;
        StringBuilder text = new();
        for (int frame = 0; frame < curves.FrameCount; frame++)
            text.AppendJoin(' ', curves.Frame(frame).ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        using (Stream stream = output.Create(".table")) stream.Write(Encoding.ASCII.GetBytes(text.ToString() + Addition));
        Interrupt?.Invoke(line);
        cancellation.ThrowIfCancellationRequested();
        using (Stream stream = output.Create(".count")) stream.Write(Encoding.ASCII.GetBytes(curves.FrameCount.ToString(CultureInfo.InvariantCulture)));
        if (HasMore) output.Create(".more").Dispose();
        return ValueTask.CompletedTask;
    }
}
