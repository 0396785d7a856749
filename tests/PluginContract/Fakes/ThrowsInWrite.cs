using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Fails when it is to write.</summary>
public sealed class ThrowsInWrite : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("throws", (_, _) => throw new DivideByZeroException("oh"))];
}
