using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Wants 4 GiB in one piece, more than .NET gives.</summary>
public sealed class AllocatesTooMuch : IFormatPlugin
{
    private readonly byte[] _memory = new byte[4L * 1024 * 1024 * 1024];

    public IReadOnlyList<IRigFormat> Formats => [new FakeFormat($"fake-{_memory.Length}", FakeFormat.WriteOneFile)];
}
