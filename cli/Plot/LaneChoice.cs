using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>Sorts a track's channels into lanes.</summary>
internal static class LaneChoice
{
    private const int CurvesPerLane = 3;
    private const int MostMovingChannels = 12;
    private const float StillRange = 0.05f;

    /// <summary>What a face says with, in lanes. A name without side stands for the mean of left and right.</summary>
    private static readonly (string Title, string[] Names)[] _faceLanes =
    [
        ("jaw and closing", ["jawOpen", "mouthClose"]),
        ("rounded lips", ["mouthFunnel", "mouthPucker"]),
        ("spread lips", ["mouthStretch", "mouthSmile", "mouthDimple"]),
        ("raised and lowered lips", ["mouthUpperUp", "mouthLowerDown", "mouthShrugUpper"]),
        ("pressed and rolled lips", ["mouthPress", "mouthRollLower", "mouthRollUpper"]),
        ("tongue", ["tongueOut", "tongueTipUp", "tongueUp"]),
        ("eyes and brows", ["eyeBlink", "browInnerUp", "browDown"]),
    ];

    /// <summary>The lanes to draw.</summary>
    /// <param name="curves">All channels.</param>
    /// <param name="wanted">Names the user asked for, one lane each; empty: the main ones.</param>
    /// <exception cref="ModkitException">USE07: a name is not there.</exception>
    public static IReadOnlyList<PlotLane> Choose(CurveTable curves, IReadOnlyList<string> wanted)
    {
        if (wanted.Count > 0) return [.. wanted.Select(name => new PlotLane(name, [Find(curves, name) ?? throw Unknown(curves, name)]))];

        List<PlotLane> lanes = [];
        int knownLanes = 0;
        foreach ((string title, string[] names) in _faceLanes)
        {
            PlotCurve[] found = [.. names.Select(name => Find(curves, name)).OfType<PlotCurve>()];
            if (found.Length > 0) knownLanes++;
            // What never moves in this clip (the tongue, often) takes no room; the jaw is shown even when it is still.
            if (found.Any(curve => Range(curve) > StillRange) || (lanes.Count == 0 && found.Length > 0)) lanes.Add(new PlotLane(title, found));
        }
        return knownLanes > 1 ? lanes : MostMoving(curves);
    }

    /// <summary>For rigs with names of their own: what moves most, three curves a lane.</summary>
    private static List<PlotLane> MostMoving(CurveTable curves)
    {
        PlotCurve[] moving = [.. curves.Channels.Select(name => Column(curves, name))
            .Where(curve => Range(curve) > StillRange).OrderByDescending(Range).Take(MostMovingChannels)];
        if (moving.Length == 0) moving = [.. curves.Channels.Take(CurvesPerLane).Select(name => Column(curves, name))];
        return [.. moving.Chunk(CurvesPerLane).Select((chunk, index) => new PlotLane(index == 0 ? "most moving channels" : "", chunk))];
    }

    /// <summary>A channel in any spelling of case, or the mean of its two sides, or null.</summary>
    private static PlotCurve? Find(CurveTable curves, string name)
    {
        if (Exact(curves, name) is { } exact) return Column(curves, exact);
        if (Exact(curves, name + "Left") is not { } left || Exact(curves, name + "Right") is not { } right) return null;
        float[] leftValues = Column(curves, left).Values;
        float[] rightValues = Column(curves, right).Values;
        return new PlotCurve(name + " L+R", [.. leftValues.Zip(rightValues, (a, b) => (a + b) / 2)]);
    }

    private static string? Exact(CurveTable curves, string name) =>
        curves.Channels.FirstOrDefault(channel => string.Equals(channel, name, StringComparison.OrdinalIgnoreCase));

    private static PlotCurve Column(CurveTable curves, string name)
    {
        int column = curves.IndexOf(name);
        float[] values = new float[curves.FrameCount];
        for (int frame = 0; frame < values.Length; frame++) values[frame] = curves[frame, column];
        return new PlotCurve(name, values);
    }

    private static float Range(PlotCurve curve) => curve.Values.Length == 0 ? 0 : curve.Values.Max() - curve.Values.Min();

    private static ModkitException Unknown(CurveTable curves, string name) => new(UsageIssues.UnknownChannel(name, curves.Channels));
}
