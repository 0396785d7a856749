using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Takes keys as they stand in a file and says what is wrong with them.</summary>
internal sealed class EmotionKeyList(ProfileIssueList issues)
{
    /// <summary>What the time of a key is called.</summary>
    public const string TimeName = "time_seconds";

    private const double LongestSeconds = 86_400;

    private static readonly string[] _timeNames = [TimeName, "time_code", "time"];

    private readonly List<EmotionKey> _keys = [];
    private double? _lastSeconds;

    public IReadOnlyList<EmotionKey> Keys => _keys;

    /// <summary>Whether there are so many keys, or so many faults, that reading on is pointless.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Whether a column or key is the time; NVIDIA's clients call it otherwise.</summary>
    public static bool IsTime(string name) => _timeNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a key.</summary>
    /// <param name="line">Where its time stands.</param>
    /// <param name="column">Likewise.</param>
    /// <param name="seconds">Its time, or null when that was wrong.</param>
    /// <param name="strengths">One for each emotion; kept.</param>
    public void Add(int line, int column, double? seconds, float[] strengths)
    {
        if (seconds is { } time)
        {
            // Two moments of one sample are the same.
            if (_lastSeconds is { } last && Math.Round(time * AudioClip.SampleRateHz) <= Math.Round(last * AudioClip.SampleRateHz))
                issues.Add(line, column, place => EmotionIssues.NotLater(place, time, last));
            _lastSeconds = time;
            _keys.Add(new EmotionKey(time, strengths));
        }
        if (_keys.Count > Limits.EmotionKeys)
            issues.Add(line, column, place => EmotionIssues.BadLayout(place, FormattableString.Invariant($"it has more than {Limits.EmotionKeys} keys")));
        IsFull = issues.IsFull || _keys.Count > Limits.EmotionKeys;
    }

    /// <summary>A time in seconds, or null after saying that it is none.</summary>
    public double? Seconds(int line, int column, string text) => Number(line, column, text, "time", LongestSeconds);

    /// <summary>A strength, 0 after saying that it is none.</summary>
    public float Strength(int line, int column, string text, string emotion) => (float)(Number(line, column, text, $"strength of {emotion}", 1) ?? 0);

    private double? Number(int line, int column, string text, string what, double highest)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out double value) && value >= 0 && value <= highest) return value;
        issues.Add(line, column, place => EmotionIssues.BadNumber(place, what, text, 0, highest));
        return null;
    }
}
