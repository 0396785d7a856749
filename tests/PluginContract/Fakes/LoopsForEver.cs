using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Computes without end when it is constructed; .NET cannot stop it, so the test that uses it lets it go at last.</summary>
public sealed class LoopsForEver : IFormatPlugin
{
    public const string Release = "modkit-fake-loop-ends";

    public LoopsForEver()
    {
        while (AppDomain.CurrentDomain.GetData(Release) is null) Thread.SpinWait(1_000);
    }

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-loop", FakeFormat.WriteOneFile)];
}
