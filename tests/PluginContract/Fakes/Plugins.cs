using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Does everything right. Leaves a mark in the process so that a test can tell whether its code ran.</summary>
public sealed class Good : IFormatPlugin
{
    public const string Canary = "modkit-fake-plugin-ran";

    public Good() => AppDomain.CurrentDomain.SetData(Canary, "yes");

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-good", FakeFormat.WriteOneFile)];
}

public sealed class ThrowsInConstructor : IFormatPlugin
{
    public ThrowsInConstructor() => throw new InvalidOperationException("no luck");

    public IReadOnlyList<IRigFormat> Formats => [];
}

public sealed class ThrowsWhenDescribing : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats => throw new NotSupportedException("cannot say");
}

public sealed class Hangs : IFormatPlugin
{
    public Hangs() => Thread.Sleep(Timeout.Infinite);

    public IReadOnlyList<IRigFormat> Formats => [];
}

public sealed class NeedsWhatIsNotThere : IFormatPlugin
{
    /// <summary>xunit is not in the plugin's folder, and the host's copy is none of its business.</summary>
    public NeedsWhatIsNotThere() => Assert.True(true);

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-needy", FakeFormat.WriteOneFile)];
}

public sealed class SaysOtherFormats : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-surprise", FakeFormat.WriteOneFile)];
}

public sealed class SaysBadRange : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-range", FakeFormat.WriteOneFile, new RigChannel("a", 0, 1, 2))];
}

public sealed class NoPlugin;

public sealed class NeedsAnArgument(int unwanted) : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat($"fake-{unwanted}", FakeFormat.WriteOneFile)];
}

/// <summary>Listens to an event of the program, which keeps it in memory for ever.</summary>
public sealed class Lingers : IFormatPlugin
{
    public Lingers() => AppDomain.CurrentDomain.ProcessExit += (_, _) => _ = Formats.Count;

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-lingers", FakeFormat.WriteOneFile)];
}

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
