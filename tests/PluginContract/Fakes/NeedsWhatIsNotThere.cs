using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Needs an assembly that is not in its folder.</summary>
public sealed class NeedsWhatIsNotThere : IFormatPlugin
{
    /// <summary>xunit is not in the plugin's folder, and the host's copy is none of its business.</summary>
    public NeedsWhatIsNotThere() => Assert.True(true);

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-needy", FakeFormat.WriteOneFile)];
}
