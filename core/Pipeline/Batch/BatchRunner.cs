using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// Makes the lines of a batch, several at once, and writes down in the ledger what becomes of each. One bad line never stops the others;
/// a full disk does, since it would fail them all. Killed at any moment, a run leaves every line either with all its files or with a row
/// that says which files are its own to replace.
/// </summary>
public sealed class BatchRunner
{
    /// <summary>Results that may wait to be reported: enough not to stop the work, few enough to take no memory.</summary>
    private const int MostWaiting = 64;

    private readonly LineMaker _maker;
    private readonly BatchFolder _folder;
    private readonly SourceFiles _sources;
    private readonly BatchRunOptions _options;

    /// <summary>Prepares a run.</summary>
    /// <param name="folder">The output folder, which this run has.</param>
    /// <param name="ledger">Takes the rows.</param>
    /// <param name="known">The ledger's last rows before this run.</param>
    /// <param name="sources">Opens the recordings.</param>
    /// <param name="options">How it is run.</param>
    public BatchRunner(BatchFolder folder, Ledger ledger, IReadOnlyDictionary<string, LedgerEntry> known, SourceFiles sources, BatchRunOptions options)
    {
        _maker = new LineMaker(folder, ledger, known, sources);
        _folder = folder;
        _sources = sources;
        _options = options;
    }

    /// <summary>Makes the lines; results come as they are finished. Lines that were not begun when a run stops give none.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; lines under way leave nothing behind.</exception>
    /// <exception cref="ModkitException">OUT03 or others: neither files nor the ledger can be written any more. BAT05: too many lines failed.</exception>
    public async IAsyncEnumerable<BatchResult> RunAsync(IReadOnlyList<BatchLine> lines, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lines);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Channel<BatchResult> results = Channel.CreateBounded<BatchResult>(MostWaiting);
        LineProgressCounter counter = new(lines.Count, _options.Progress);
        int next = -1, failed = 0;
        LookAhead ahead = new(lines, _sources, _folder.TemporaryPath, _options.JobCount, stop.Token);

        async Task WorkAsync()
        {
            while (!stop.IsCancellationRequested && (_options.MaximumErrors is not { } most || Volatile.Read(ref failed) < most))
            {
                int index = Interlocked.Increment(ref next);
                if (index >= lines.Count) return;
                await using ReadyLine ready = await ahead.TakeAsync(index).ConfigureAwait(false);
                BatchResult result = await _maker.MakeAsync(lines[index], ready, counter.AddSeconds, stop.Token).ConfigureAwait(false);
                if (!result.Result.IsDone) Interlocked.Increment(ref failed);
                counter.AddLine(isFailed: !result.Result.IsDone);
                await results.Writer.WriteAsync(result, stop.Token).ConfigureAwait(false);
            }
        }

        async Task WorkAndStopAtFaultAsync()
        {
            try
            {
                await WorkAsync().ConfigureAwait(false);
            }
            catch
            {
                // At once: CancelAsync would wait for a free thread, and the lines have them all.
                stop.Cancel();
                throw;
            }
        }

        Task work = Task.WhenAll(Enumerable.Range(0, Math.Min(_options.JobCount, lines.Count)).Select(_ => Task.Run(WorkAndStopAtFaultAsync, CancellationToken.None)));
        _ = work.ContinueWith(_ => results.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (await results.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
            {
                while (results.Reader.TryRead(out BatchResult? result)) yield return result;
            }
        }
        finally
        {
            stop.Cancel();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ahead.DisposeAsync().ConfigureAwait(false);
        }
        cancellation.ThrowIfCancellationRequested();
        // The fault that stopped the run, not the cancellations it led to.
        if (work.Exception?.InnerExceptions.FirstOrDefault(exception => exception is not OperationCanceledException) is { } fault) throw Rethrown(fault);
        if (_options.MaximumErrors is { } limit && failed >= limit && next < lines.Count - 1) throw new ModkitException(BatchIssues.TooManyErrors(failed));
    }

    private static Exception Rethrown(Exception fault) =>
        fault is ModkitException known ? new ModkitException(known.Issues, known) : new InvalidOperationException(fault.Message, fault);
}
