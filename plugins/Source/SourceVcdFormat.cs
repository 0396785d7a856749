using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>A choreographed scene with the voice and continuous curves for the flex controllers of its actor.</summary>
public sealed class SourceVcdFormat : IReadableFormat
{
    internal const string Header = "// Choreo version 1";

    /// <summary>In <see cref="Sound"/> this stands for the line's name.</summary>
    internal const string NamePlaceholder = "{name}";

    /// <summary>The engine keeps fewer samples than this in a track.</summary>
    internal const int MostSamples = 2_000;

    /// <summary>The engine's buffer for a controller's name.</summary>
    internal const int LongestName = 127;

    internal static readonly FormatOption Actor = new("actor", "Entity that speaks: its name in the map, or a placeholder such as !target1.", "!target1");

    internal static readonly FormatOption Sound = new("wav", "The voice as the game finds it below its folder sound; {name} is the line's name.", $"vo/{NamePlaceholder}.wav");

    internal static readonly FormatOption Model = new("model", "Model that Faceposer shows for the actor, such as models/alyx.mdl; may be empty.", "");

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "source-vcd",
        Name = "Source choreography",
        Summary = "A scene with flex animation for games of the Source engine and Source Filmmaker; put below the mod's folder scenes.",
        Extension = ".vcd",
        KeyTolerance = 0.01,
        Options = [Actor, Sound, Model],
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        byte[] text = Encoding.UTF8.GetBytes(SourceVcdWriter.Write(track, line, cancellation));
        using Stream stream = output.Create(Description.Extension);
        stream.Write(text);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        string text = SourceTokens.Decode(head);
        return text.StartsWith("// Choreo", StringComparison.OrdinalIgnoreCase)
            || (fileName.EndsWith(Description.Extension, StringComparison.OrdinalIgnoreCase) && new SourceTokens(text, "", isScript: true).Peek() is "actor" or "event");
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        string text = SourceTokens.Decode(SourceTokens.ReadBytes(stream, fileName));
        return new SourceVcdReader(new SourceTokens(text, fileName, isScript: true)).Read();
    }
}
