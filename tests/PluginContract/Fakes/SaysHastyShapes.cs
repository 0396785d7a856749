using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>Has a shape at rest, but shows shapes for less than no time.</summary>
public sealed class SaysHastyShapes : SaysOddShapes
{
    protected override DiscreteShapes Shapes => new("rest", -0.5);
}
