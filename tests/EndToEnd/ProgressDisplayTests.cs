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
        using ProgressDisplay progress = ProgressDisplay.Start(new Terminal(TextWriter.Null, error, isInteractive, hasColour: false), lineCount: 2);
        progress.Report(new LineProgress(1, 2, 3));
        bool isReported = false;
        progress.Show(() => isReported = true);
        Assert.Equal(!isInteractive, isReported);
        if (isInteractive) await Task.Delay(TimeSpan.FromSeconds(1.5));
        progress.Dispose();
        Assert.True(isReported);
        Assert.Equal(isInteractive, error.ToString().Contains("1/2 lines, 3 s", StringComparison.Ordinal));
    }
}
