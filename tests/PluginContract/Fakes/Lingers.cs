using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Listens to an event of the program, which keeps it in memory for ever.</summary>
public sealed class Lingers : IFormatPlugin
{
    public Lingers() => AppDomain.CurrentDomain.ProcessExit += (_, _) => _ = Formats.Count;

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-lingers", FakeFormat.WriteOneFile)];
}
