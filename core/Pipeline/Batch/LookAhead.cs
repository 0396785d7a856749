using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Opens the recordings of a batch a little ahead of the work, block by block, so that those which need FFmpeg share its starts.</summary>
/// <remarks>Lines are taken from several threads, each once, about in order. What waits is decoded sound in temporary files and little memory.</remarks>
internal sealed class LookAhead : IAsyncDisposable
{
    /// <summary>Half of them may need FFmpeg, whose start then costs a line a millisecond or two.</summary>
    private const int MostLines = 128;

    /// <summary>A small batch is cut into blocks as well, or its first line would wait for all to be decoded.</summary>
    private const int LeastLines = 16, BlocksOfSmallBatch = 8;

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<BatchLine> _lines;
    private readonly SourceFiles _sources;
    private readonly string _scratchFolder;
    private readonly int _blockLength;
    private readonly int _depth;
    private readonly List<Task<ReadyLine[]>> _blocks = [];
    private readonly CancellationToken _cancellation;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="lines">The lines in the order of the work.</param>
    /// <param name="sources">Unpacks recordings.</param>
    /// <param name="scratchFolder">Takes temporary files.</param>
    /// <param name="jobCount">Lines worked on at once: one FFmpeg keeps about eight of them busy.</param>
    /// <param name="cancellation">Stops the opening.</param>
    public LookAhead(IReadOnlyList<BatchLine> lines, SourceFiles sources, string scratchFolder, int jobCount, CancellationToken cancellation)
    {
        _lines = lines;
        _sources = sources;
        _scratchFolder = scratchFolder;
        _blockLength = Math.Clamp(lines.Count / BlocksOfSmallBatch, LeastLines, MostLines);
        _depth = 1 + (jobCount / 8);
        _cancellation = cancellation;
    }

    /// <summary>Gives what was opened of a line, to be disposed by the caller.</summary>
    /// <exception cref="OperationCanceledException">The batch is stopped.</exception>
    public async ValueTask<ReadyLine> TakeAsync(int index)
    {
        int block = index / _blockLength;
        Task<ReadyLine[]> opening;
        lock (_gate)
        {
            while (_blocks.Count <= block + _depth && _blocks.Count * _blockLength < _lines.Count)
            {
                int first = _blocks.Count * _blockLength, count = Math.Min(_blockLength, _lines.Count - first);
                _blocks.Add(Task.Run(() => OpenAsync(first, count), _cancellation));
            }
            opening = _blocks[block];
        }
        ReadyLine[] ready = await opening.WaitAsync(_cancellation).ConfigureAwait(false);
        int place = index % _blockLength;
        ReadyLine line = ready[place];
        ready[place] = ReadyLine.Nothing;
        return line;
    }

    /// <summary>Lets go of what nobody took; the work has ended, and the token was cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (Task<ReadyLine[]> opening in _blocks)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!opening.IsCompletedSuccessfully) continue;
            foreach (ReadyLine line in opening.Result) await line.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ReadyLine[]> OpenAsync(int first, int count)
    {
        ReadyLine[] ready = new ReadyLine[count];
        Array.Fill(ready, ReadyLine.Nothing);
        bool isDone = false;
        try
        {
            for (int i = 0; i < count; i++) ready[i] = await FindAsync(_lines[first + i]).ConfigureAwait(false);
            // A format says which voice it wants.
            foreach (var alike in Enumerable.Range(0, count).Where(i => ready[i].File is not null)
                .GroupBy(i => (_lines[first + i].Treatment.Options.Media, _lines[first + i].Treatment.Options.Format)))
            {
                int[] places = [.. alike];
                LineAnimator animator = _lines[first + places[0]].Treatment.Animator;
                IReadOnlyList<OpenedRecording> opened = await animator.OpenGroupAsync([.. places.Select(i => ready[i].File!.Path)], _scratchFolder, _cancellation).ConfigureAwait(false);
                for (int i = 0; i < places.Length; i++) ready[places[i]] = ready[places[i]] with { Opened = opened[i] };
            }
            isDone = true;
        }
        catch (ModkitException)
        {
            // No room for temporary files: every line is opened in its turn, and says what is wrong.
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                foreach (ReadyLine line in ready) await line.DisposeAsync().ConfigureAwait(false);
            }
        }
        return ready;
    }

    private async Task<ReadyLine> FindAsync(BatchLine line)
    {
        if (line.Obstacle is not null || line.Source.AudioStream is not null) return ReadyLine.Nothing;
        try
        {
            // In this order: a change in between is noticed.
            SourceStamp stamp = _sources.Stamp(line.Source);
            return new ReadyLine(await _sources.OpenAsync(line.Source, _cancellation).ConfigureAwait(false), OpenedRecording.Nothing, stamp);
        }
        catch (ModkitException)
        {
            return ReadyLine.Nothing; // its turn tells what is wrong
        }
    }
}
