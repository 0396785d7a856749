using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Serialises a type of its own by reflection; the runtime's cache of types then keeps it.</summary>
public sealed class LeaksByDefaultJson : IFormatPlugin
{
    public LeaksByDefaultJson() => _ = JsonSerializer.Serialize(new LeakedData(1));

    public IReadOnlyList<IRigFormat> Formats { get; } = [new FakeFormat("fake-leak", FakeFormat.WriteOneFile)];
}
