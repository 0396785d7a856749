using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Formats that misbehave while they write.</summary>
public sealed class BadWriters : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } =
    [
        new FakeFormat("throws", (_, _) => throw new DivideByZeroException("oh")),
        new FakeFormat("refuses", (_, _) => throw new ModkitException(Issue.Error("XYZ01", "line", "cannot be told.", "Do otherwise."))),
        new FakeFormat("waits", async (_, _) => await Task.Delay(Timeout.Infinite, CancellationToken.None)),
        new FakeFormat("blocks", (_, _) =>
        {
            Thread.Sleep(TimeSpan.FromSeconds(30));
            return ValueTask.CompletedTask;
        }),
        new FakeFormat("escapes", (output, _) =>
        {
            output.Create("/../../evil");
            return ValueTask.CompletedTask;
        }),
        new FakeFormat("repeats", (output, _) =>
        {
            output.Create(".a").Dispose();
            output.Create(".A").Dispose();
            return ValueTask.CompletedTask;
        }),
        new FakeFormat("cancels", async (_, cancellation) => await Task.Delay(Timeout.Infinite, cancellation)),
    ];
}
