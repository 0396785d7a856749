using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Never comes back from its constructor.</summary>
public sealed class Hangs : IFormatPlugin
{
    public Hangs() => Thread.Sleep(Timeout.Infinite);

    public IReadOnlyList<IRigFormat> Formats => [];
}
