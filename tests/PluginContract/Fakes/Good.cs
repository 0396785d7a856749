using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Does everything right. Leaves a mark in the process so that a test can tell whether its code ran.</summary>
public sealed class Good : IFormatPlugin
{
    public const string Canary = "modkit-fake-plugin-ran";

    public Good() => AppDomain.CurrentDomain.SetData(Canary, "yes");

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-good", FakeFormat.WriteOneFile)];
}
