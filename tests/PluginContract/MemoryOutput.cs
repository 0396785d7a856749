using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Keeps what a format writes in memory.</summary>
internal sealed class MemoryOutput : IFormatOutput
{
    private readonly Dictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Extensions => _files.Keys;

    public Stream Create(string extension)
    {
        MemoryStream stream = new();
        _files.Add(extension, stream);
        return stream;
    }

    /// <summary>What was written, readable after the format closed its stream.</summary>
    public byte[] Bytes(string extension) => _files[extension].ToArray();

    /// <summary>Writes a track with a format and gives back its only file.</summary>
    public static async Task<byte[]> WriteAsync(IRigFormat format, RigTrack track, string name = "line")
    {
        MemoryOutput output = new();
        LineInfo line = new() { Name = name, DurationSeconds = track.Curves.FrameCount / track.Curves.FrameRateFps };
        await format.WriteAsync(track, line, output, CancellationToken.None);
        return output.Bytes(Assert.Single(output.Extensions));
    }
}
