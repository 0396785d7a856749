using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Has no constructor without parameters.</summary>
public sealed class NeedsAnArgument(int unwanted) : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat($"fake-{unwanted}", FakeFormat.WriteOneFile)];
}
