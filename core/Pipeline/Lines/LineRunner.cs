using System.Runtime.CompilerServices;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes many lines on several threads. Reports come in the order of the lines; one bad line never stops the others.</summary>
public static class LineRunner
{
    /// <summary>Makes every line.</summary>
    /// <param name="animator">Makes one.</param>
    /// <param name="lines">What to make.</param>
    /// <param name="jobCount">Lines worked on at once, at least 1.</param>
    /// <param name="progress">Told after every second of sound, from any thread; or null.</param>
    /// <param name="cancellation">Stops the work; lines under way leave nothing behind.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async IAsyncEnumerable<LineResult> RunAsync(LineAnimator animator, IReadOnlyList<Line> lines, int jobCount,
        IProgress<LineProgress>? progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(animator);
        ArgumentNullException.ThrowIfNull(lines);
        foreach (string folder in lines.Select(line => line.Target.Folder).Distinct(StringComparer.Ordinal)) AtomicFile.RemoveAbandoned(folder);

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        LineProgressCounter counter = new(lines.Count, progress);
        LineHooks hooks = new() { ReportSeconds = counter.AddSeconds };
        TaskCompletionSource<LineResult>[] results = [.. lines.Select(_ => new TaskCompletionSource<LineResult>(TaskCreationOptions.RunContinuationsAsynchronously))];
        ParallelOptions options = new() { MaxDegreeOfParallelism = jobCount, CancellationToken = stop.Token };
        Task work = Parallel.ForAsync(0, lines.Count, options, async (index, token) =>
        {
            Task<LineResult> making = animator.AnimateAsync(lines[index], hooks, token);
            await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            counter.AddLine(isFailed: making.IsCompletedSuccessfully && !making.Result.IsDone);
            // A fault of the program is thrown again where the results are taken, in order.
            results[index].SetFromTask(making);
        });
        try
        {
            foreach (TaskCompletionSource<LineResult> result in results)
                yield return await result.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            // At once: CancelAsync would wait for a free thread, and the lines have them all.
            stop.Cancel();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
