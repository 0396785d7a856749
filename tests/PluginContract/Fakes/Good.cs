using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Does everything right.</summary>
public sealed class Good : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-good", FakeFormat.WriteOneFile)];
}
