namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>Curves drawn over each other.</summary>
internal sealed record PlotLane(string Title, IReadOnlyList<PlotCurve> Curves);
