using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Has another format than its manifest says.</summary>
public sealed class SaysOtherFormats : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-surprise", FakeFormat.WriteOneFile)];
}
