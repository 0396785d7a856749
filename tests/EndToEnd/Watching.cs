using System.Diagnostics;
using System.Threading.Channels;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>A program that runs until it is interrupted, and the lines it says.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _said = [];

    public Watching(string folder, params string[] arguments)
        : this(folder, null, arguments)
    {
    }

    public Watching(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        _process = A2f.Start(folder, environment, arguments);
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until a line that holds these words is said.</summary>
    public async Task ExpectAsync(string words)
    {
        using CancellationTokenSource patience = new(_patience);
        try
        {
            while (true)
            {
                string line = await _lines.Reader.ReadAsync(patience.Token);
                _said.Add(line);
                if (line.Contains(words, StringComparison.Ordinal)) return;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"'{words}' was not said after:\n{string.Join('\n', _said)}");
        }
    }

    /// <summary>Ctrl+C.</summary>
    public async Task<(int ExitCode, TimeSpan Taken)> InterruptAsync()
    {
        long start = Stopwatch.GetTimestamp();
        using (Process kill = Process.Start(new ProcessStartInfo("kill", ["-INT", $"{_process.Id}"]))!) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return (_process.ExitCode, Stopwatch.GetElapsedTime(start));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null) _lines.Writer.TryWrite(line);
    }
}
