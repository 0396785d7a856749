namespace Audio2Face.Modkit.Abstractions;

/// <summary>What a format that shows one shape at a time asks of the choice of shapes.</summary>
/// <param name="RestShape">Name of the channel that stands for the mouth at rest.</param>
/// <param name="MinimumHoldSeconds">Shortest time a shape is shown; two frames at 30 fps are usual. Shapes that are shorter are stretched or dropped, closures never dropped.</param>
public sealed record DiscreteShapes(string RestShape, double MinimumHoldSeconds = 2.0 / 30);
