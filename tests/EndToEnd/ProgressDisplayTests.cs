using System.Diagnostics;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.EndToEnd.Tests;

public sealed class ProgressDisplayTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_sees_a_bar_and_then_the_reports_and_nobody_else_waits(bool isInteractive)
    {
        using StringWriter error = new();
        TextWriter shared = TextWriter.Synchronized(error);
        using ProgressDisplay progress = ProgressDisplay.Start(new Terminal(TextWriter.Null, shared, isInteractive, hasColour: false), lineCount: 2);
        progress.Report(new LineProgress(1, 2, 3));
        bool isReported = false;
        progress.Show(() => isReported = true);
        Assert.Equal(!isInteractive, isReported);
        long start = Stopwatch.GetTimestamp();
        while (isInteractive && !IsDrawn() && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30)) await Task.Delay(50);
        progress.Dispose();
        Assert.True(isReported);
        Assert.Equal(isInteractive, IsDrawn());

        bool IsDrawn()
        {
            lock (shared) return error.ToString().Contains("1/2 lines, 3 s", StringComparison.Ordinal);
        }
    }
}
