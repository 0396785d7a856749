using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>Whether curves are such that figures about them mean something.</summary>
public static class CurveCheck
{
    private const float Lowest = -0.02f, Highest = 1.02f;

    private const double LateEndSeconds = 0.15;

    /// <summary>Looks at every value.</summary>
    /// <param name="curves">The face.</param>
    /// <param name="fileName">Whose it is, for messages.</param>
    /// <param name="durationSeconds">The recording's length.</param>
    /// <returns>EVA10 for values that are no numbers or no weights, and for an end that comes too early; empty when all is well.</returns>
    /// <exception cref="ModkitException">EVA09: there is no mouth to measure.</exception>
    public static IReadOnlyList<Issue> Find(CurveTable curves, string fileName, double durationSeconds)
    {
        ArgumentNullException.ThrowIfNull(curves);
        bool[] isFace = [.. curves.Channels.Select(channel => LipGeometry.ChannelOf(channel) is not null)];
        if (curves.FrameCount == 0 || !curves.Channels.Any(channel => LipGeometry.ChannelOf(channel) is { } face && LipGeometry.IsMouth(face)))
            throw new ModkitException(EvaluationIssues.NoMouth(fileName));
        int notNumbers = 0, outside = 0;
        for (int i = 0; i < curves.Values.Length; i++)
        {
            if (!isFace[i % isFace.Length]) continue;
            if (!float.IsFinite(curves.Values[i])) notNumbers++;
            else if (curves.Values[i] is < Lowest or > Highest) outside++;
        }
        List<Issue> issues = [];
        if (notNumbers > 0) issues.Add(EvaluationIssues.DoubtfulCurves(fileName, Text($"has {notNumbers} values that are no numbers, taken for 0")));
        if (outside > 0) issues.Add(EvaluationIssues.DoubtfulCurves(fileName, Text($"has {outside} weights outside 0..1")));
        double end = curves.TimeSeconds(curves.FrameCount - 1);
        if (end < durationSeconds - LateEndSeconds) issues.Add(EvaluationIssues.DoubtfulCurves(fileName, Text($"ends at {end:0.##} s, the recording at {durationSeconds:0.##} s")));
        return issues;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
