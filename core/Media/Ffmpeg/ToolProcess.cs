using System.ComponentModel;
using System.Diagnostics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A running ffmpeg or ffprobe: no shell, no input, both outputs drained, killed with its children when let go.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    /// <summary>How long a killed process may take to vanish before it is left to the system.</summary>
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Stream _output;
    private readonly Stream _errors;
    private readonly TailBuffer _messages;
    private readonly Task _drain;

    private ToolProcess(Process process, int messageKibibytes)
    {
        _process = process;
        _messages = new TailBuffer(messageKibibytes * 1024);
        _output = process.StandardOutput.BaseStream;
        _errors = process.StandardError.BaseStream;
        process.StandardInput.Close();
        // Undrained, a talkative tool would block on a full pipe for ever.
        _drain = DrainAsync(_errors, _messages);
    }

    /// <summary>The last of the tool's messages; complete after <see cref="WaitForExitAsync"/>.</summary>
    public string Messages
    {
        get
        {
            lock (_messages) return _messages.ToString();
        }
    }

    /// <summary>Whether <see cref="Messages"/> is all that was said.</summary>
    public bool HasAllMessages
    {
        get
        {
            lock (_messages) return !_messages.HasDropped;
        }
    }

    /// <summary>Starts a tool.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="messageKibibytes">How much of what it says is kept.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static ToolProcess Start(string path, IEnumerable<string> arguments, int messageKibibytes = Limits.FfmpegMessageKibibytes)
    {
        ProcessStartInfo start = new(path, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("FFREPORT"); // would write a log file of its own
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        Process process = Process.Start(start) ?? throw new Win32Exception();
        return new ToolProcess(process, messageKibibytes);
    }

    /// <summary>Reads the next bytes of the output.</summary>
    /// <returns>How many; 0 at the end.</returns>
    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, TimeSpan limit, CancellationToken cancellation)
    {
        ValueTask<int> read = _output.ReadAsync(buffer, CancellationToken.None);
        if (read.IsCompleted) return await read.ConfigureAwait(false);
        // A pipe read cannot be relied on to notice a token, so the wait is given up, not the read; disposing ends that.
        return await read.AsTask().WaitAsync(limit, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the output to its end, or up to <paramref name="mostBytes"/>.</summary>
    /// <exception cref="TimeoutException">The end did not come in time.</exception>
    public async Task<byte[]> ReadAllAsync(int mostBytes, TimeSpan limit, CancellationToken cancellation)
    {
        byte[] bytes = new byte[mostBytes];
        int count = 0;
        long started = Stopwatch.GetTimestamp();
        while (count < mostBytes)
        {
            TimeSpan left = limit - Stopwatch.GetElapsedTime(started);
            int read = await ReadAsync(bytes.AsMemory(count), left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation).ConfigureAwait(false);
            if (read == 0) break;
            count += read;
        }
        return bytes[..count];
    }

    /// <summary>Waits for the end of the process and its messages.</summary>
    /// <returns>The exit code; above 128 on Unix when a signal ended it.</returns>
    /// <exception cref="TimeoutException">It does not end.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan limit, CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).WaitAsync(limit, cancellation).ConfigureAwait(false);
        // A grandchild may hold the pipe open: what was said until now will do.
        await Task.WhenAny(_drain, Task.Delay(_farewell, cancellation)).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Ends the process and its children if they still run.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true); // the hard way: FFmpeg blocked on a pipe ignores a polite request
            await _process.WaitForExitAsync().WaitAsync(_farewell).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or TimeoutException)
        {
            // It has ended already, or the system does not let go of it: nothing more can be done.
        }
        await _output.DisposeAsync().ConfigureAwait(false);
        await _errors.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static async Task DrainAsync(Stream stream, TailBuffer tail)
    {
        byte[] piece = new byte[4096];
        try
        {
            for (int count; (count = await stream.ReadAsync(piece).ConfigureAwait(false)) > 0;)
            {
                lock (tail) tail.Append(piece.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process was let go.
        }
    }
}
