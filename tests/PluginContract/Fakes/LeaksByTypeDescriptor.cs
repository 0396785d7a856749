using System.ComponentModel;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Asks TypeDescriptor about a type of its own.</summary>
public sealed class LeaksByTypeDescriptor : IFormatPlugin
{
    public LeaksByTypeDescriptor() => _ = TypeDescriptor.GetConverter(typeof(LeakedData));

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-leak", FakeFormat.WriteOneFile)];
}
