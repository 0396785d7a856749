using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Leaves a thread running: nothing that can be looked at from outside.</summary>
public sealed class LeaksByThread : IFormatPlugin
{
    public LeaksByThread() => new Thread(() =>
    {
        while (Formats.Count > 0) Thread.Sleep(100_000);
    })
    { IsBackground = true }.Start();

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-leak", FakeFormat.WriteOneFile)];
}
