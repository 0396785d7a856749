using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes;

/// <summary>Runs the worker: no shell, limited time and memory, killed when let go. Whatever becomes of it is an issue, never a crash.</summary>
internal static class MeshWorkerProcess
{
    private static readonly TimeSpan _watchEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(5);

    /// <exception cref="ModkitException">What the worker finds wrong, or MSH09.</exception>
    public static async Task<IReadOnlyList<FaceMesh>> ReadAsync(WorkerOrder order, string path, string place, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(order.MostSeconds));
        using Process process = Start(order.Command, Path.GetFullPath(path), place);
        bool isTooBig = false;
        try
        {
            process.StandardInput.Close();
            // What a dying library says on standard error helps nobody, but an undrained pipe would block it.
            Task drain = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            Task<IReadOnlyList<FaceMesh>> answer = Task.Run(() => MeshAnswer.Read(new BufferedStream(process.StandardOutput.BaseStream), place), CancellationToken.None);
            while (!answer.IsCompleted)
            {
                if (isTooBig = UsesTooMuch(process, order)) process.Kill(entireProcessTree: true);
                await Task.WhenAny(answer, Task.Delay(_watchEvery, limit.Token)).ConfigureAwait(false);
                limit.Token.ThrowIfCancellationRequested();
                if (isTooBig) break;
            }
            if (isTooBig) throw Died(place, string.Create(CultureInfo.InvariantCulture, $"needed more than {order.MostMebibytes} MiB of memory"));
            return await answer.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Died(place, string.Create(CultureInfo.InvariantCulture, $"did not end within {order.MostSeconds} s"));
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException)
        {
            throw Died(place, await HowItEndedAsync(process).ConfigureAwait(false));
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    private static Process Start(IReadOnlyList<string> command, string path, string place)
    {
        ProcessStartInfo start = new(command[0], [.. command.Skip(1), path])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new Win32Exception();
        }
        catch (Win32Exception exception)
        {
            throw new ModkitException(MeshIssues.WorkerDied(place, "could not be started"), exception);
        }
    }

    private static bool UsesTooMuch(Process process, WorkerOrder order)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64 > order.MostMebibytes * 1024L * 1024L;
        }
        catch (InvalidOperationException)
        {
            return false; // It has ended.
        }
    }

    private static async Task<string> HowItEndedAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(_farewell).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return "gave an answer that cannot be understood";
        }
        // Unix shells and .NET count signals from 128 on.
        const int signals = 128;
        return process.ExitCode > signals && !OperatingSystem.IsWindows()
            ? string.Create(CultureInfo.InvariantCulture, $"was ended by signal {process.ExitCode - signals}")
            : string.Create(CultureInfo.InvariantCulture, $"ended with code {process.ExitCode}");
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().WaitAsync(_farewell).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException or TimeoutException)
        {
            // It has ended already, or the system does not let go of it: nothing more can be done.
        }
    }

    private static ModkitException Died(string place, string how) => new(MeshIssues.WorkerDied(place, how));
}
