namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>From a moment on a shape is shown, until the next cue.</summary>
/// <param name="Tick">The moment on the file's own grid, from 0.</param>
/// <param name="Shape">Name of the shape.</param>
internal readonly record struct Cue(int Tick, string Shape);
