using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>The sound of one file as 16 kHz mono, read forward once in bounded memory.</summary>
/// <remarks>One reader at a time. After an exception or a cancelled read the stream can only be disposed.</remarks>
public abstract class AudioStream : IAsyncDisposable
{
    private readonly List<Issue> _warnings = [];

    private protected AudioStream(string name, MediaInfo info)
    {
        Name = name;
        Info = info;
    }

    /// <summary>What the file says it holds.</summary>
    public MediaInfo Info { get; }

    /// <summary>What was odd about the file; complete once <see cref="ReadAsync"/> gave 0.</summary>
    public IReadOnlyList<Issue> Warnings => _warnings;

    /// <summary>The file's name without folder, fit for a message.</summary>
    internal string Name { get; }

    /// <summary>Reads the next samples.</summary>
    /// <param name="buffer">Takes amplitudes: finite, nominally -1..1. The samples do not depend on the buffer's size.</param>
    /// <param name="cancellation">Stops the reading; an FFmpeg that runs is killed.</param>
    /// <returns>How many samples were read, at least 1 unless the buffer is empty; 0 at the end.</returns>
    /// <exception cref="ModkitException">The file cannot be read on.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellation);

    /// <summary>Closes the file and ends what was started for it.</summary>
    public abstract ValueTask DisposeAsync();

    private protected void Warn(Issue issue) => _warnings.Add(issue);
}
