using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Cannot say what it has.</summary>
public sealed class ThrowsWhenDescribing : IFormatPlugin
{
    public IReadOnlyList<IRigFormat> Formats => throw new NotSupportedException("cannot say");
}
