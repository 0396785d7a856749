using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Cannot be constructed.</summary>
public sealed class ThrowsInConstructor : IFormatPlugin
{
    public ThrowsInConstructor() => throw new InvalidOperationException("no luck");

    public IReadOnlyList<IRigFormat> Formats => [];
}
