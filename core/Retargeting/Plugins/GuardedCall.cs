using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Calls into plugins: whatever they throw becomes an issue, and nobody waits for them for ever.</summary>
/// <remarks>
/// A plugin's exception is told in words and never kept: it would hold the plugin's code in memory. A call that is given up keeps
/// its background thread until it ends by itself; .NET cannot stop it.
/// </remarks>
internal static class GuardedCall
{
    /// <summary>Runs a synchronous call on a thread of its own.</summary>
    /// <exception cref="ModkitException">PLG12 it threw, PLG13 it took too long, or what it threw for the user to mend.</exception>
    public static T Run<T>(PluginIdentity plugin, string what, TimeSpan limit, Func<T> call)
    {
        T? result = default;
        ModkitException? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                result = call();
            }
            catch (Exception exception)
            {
                failure = Translate(plugin, what, exception);
            }
        })
        { IsBackground = true, Name = $"plugin {plugin.Id}" };
        thread.Start();
        if (!thread.Join(limit)) throw new ModkitException(PluginIssues.TookTooLong(plugin, what, limit));
        return failure is null ? result! : throw failure;
    }

    /// <summary>Runs an asynchronous call, which may also block, on the thread pool.</summary>
    /// <exception cref="ModkitException">PLG12 it threw, PLG13 it took too long, or what it threw for the user to mend.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async ValueTask RunAsync(
        PluginIdentity plugin, string what, TimeSpan limit, Func<CancellationToken, ValueTask> call, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<ModkitException?> running = Task.Run(async () =>
        {
            try
            {
                await call(stop.Token).ConfigureAwait(false);
                return null;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception exception)
            {
                return Translate(plugin, what, exception);
            }
        }, CancellationToken.None);
        ModkitException? failure;
        try
        {
            failure = await running.WaitAsync(limit, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw new ModkitException(PluginIssues.TookTooLong(plugin, what, limit));
        }
        // Otherwise the caller would go on upon the plugin's own stack, and as long as that stands the plugin cannot leave memory.
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null) throw failure;
    }

    /// <summary>What a plugin threw, in words of the host: its own issues as they are, anything else as PLG12.</summary>
    public static ModkitException Translate(PluginIdentity plugin, string what, Exception exception) => exception is ModkitException own
        ? new ModkitException([.. own.Issues])
        : new ModkitException(PluginIssues.Threw(plugin, what, plugin.Describe(exception)));
}
