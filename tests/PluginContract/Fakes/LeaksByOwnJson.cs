using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Serialises a type of its own by reflection with options it throws away; that keeps it all the same.</summary>
public sealed class LeaksByOwnJson : IFormatPlugin
{
#pragma warning disable CA1869 // Options used once are what this plugin is about.
    public LeaksByOwnJson() => _ = JsonSerializer.Serialize(new LeakedData(1), new JsonSerializerOptions { WriteIndented = true });
#pragma warning restore CA1869

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-leak", FakeFormat.WriteOneFile)];
}
