using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Tests;

/// <summary>A few phones by hand, and faces drawn over them at 100 frames a second.</summary>
internal static class Speech
{
    /// <summary>Two seconds: a pause, AA K AA P AA T AA, a pause.</summary>
    public static IReadOnlyList<Phone> Phrase { get; } =
    [
        new(0, 0.2, "SIL"), new(0.2, 0.5, "AA"), new(0.5, 0.6, "K"), new(0.6, 0.9, "AA"), new(0.9, 1.0, "P"), new(1.0, 1.3, "AA"), new(1.3, 1.4, "T"), new(1.4, 1.7, "AA"), new(1.7, 2, "SIL"),
    ];

    public static RecordingScore Measure(IReadOnlyList<Phone> phones, Func<double, float> jawOpen, string name = "xx_one") =>
        Measure(phones, [("jawOpen", jawOpen)], name);

    public static RecordingScore Measure(IReadOnlyList<Phone> phones, (string Channel, Func<double, float> Value)[] channels, string name = "xx_one")
    {
        double seconds = phones[^1].EndSeconds;
        return RecordingScorer.Measure(new EvaluationRecording("", name, "xx", ""), phones, Curves(seconds, channels), seconds);
    }

    public static CurveTable Curves(double seconds, params (string Channel, Func<double, float> Value)[] channels)
    {
        int frames = (int)Math.Round(seconds * 100);
        float[] values = [.. Enumerable.Range(0, frames).SelectMany(frame => channels.Select(channel => channel.Value(frame / 100.0)))];
        return new CurveTable(100, 0, [.. channels.Select(channel => channel.Channel)], values);
    }

    /// <summary>Whether a time lies from one to another, judged in the middle of a frame.</summary>
    public static bool IsIn(double time, double from, double to) => time + 0.005 > from && time + 0.005 < to;
}
