namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>One curve: a value per frame.</summary>
internal sealed record PlotCurve(string Name, float[] Values);
