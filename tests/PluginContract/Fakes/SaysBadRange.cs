using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Has a channel whose rest value is outside its range.</summary>
public sealed class SaysBadRange : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-range", FakeFormat.WriteOneFile, new RigChannel("a", 0, 1, 2))];
}
