using System.Globalization;

namespace Audio2Face.Modkit.Cli.Text;

/// <summary>Lengths of time as a person says them.</summary>
internal static class Spans
{
    /// <summary>Such as <c>12 s</c>, <c>4 min 10 s</c> or <c>2 h 5 min</c>.</summary>
    public static string Text(TimeSpan span) =>
        span.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s")
        : span.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min");
}
