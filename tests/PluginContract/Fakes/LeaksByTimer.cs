using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Keeps a timer running.</summary>
public sealed class LeaksByTimer : IFormatPlugin
{
    private static readonly Timer _timer = new(_ => GC.KeepAlive(_timer), null, 100_000, 100_000);

    public LeaksByTimer() => GC.KeepAlive(_timer);

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-leak", FakeFormat.WriteOneFile)];
}
