using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli;

/// <summary>Reads <c>--emotion NAME=STRENGTH</c>.</summary>
internal static class EmotionParsing
{
    public const string OptionName = "--emotion";

    /// <summary>Strengths by name, in the spelling of <see cref="EmotionChannels"/>; the last one counts.</summary>
    /// <exception cref="ModkitException">USE04, USE05: everything wrong at once.</exception>
    public static IReadOnlyDictionary<string, float> Parse(IEnumerable<string> texts)
    {
        Dictionary<string, float> emotions = [];
        List<Issue> issues = [];
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            int index = EmotionChannels.IndexOf(parts[0].Trim());
            if (parts.Length < 2) issues.Add(UsageIssues.BadValue(OptionName, text, "of the form NAME=STRENGTH, such as joy=0.6"));
            else if (index < 0) issues.Add(UsageIssues.UnknownEmotion(parts[0].Trim(), EmotionChannels.All));
            else if (!float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float strength) || !(strength >= 0 && strength <= 1))
                issues.Add(UsageIssues.BadValue(OptionName, text, "a strength from 0 to 1, such as joy=0.6"));
            else emotions[EmotionChannels.All[index]] = strength;
        }
        return issues.Count == 0 ? emotions : throw new ModkitException(issues);
    }
}
