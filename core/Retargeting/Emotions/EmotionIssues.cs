using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Everything that can be wrong with a file of emotions, one factory per code.</summary>
internal static class EmotionIssues
{
    public static Issue Unreadable(string place, string why) => Issue.Error("EMO01", place,
        $"The file of emotions cannot be read: {why}.", "Give a .csv, .yaml or .yml file; docs/emotions.md shows what stands in it.");

    public static Issue BadLayout(string place, string what) => Issue.Error("EMO02", place,
        $"This is no track of emotions: {what}.", "Compare the file with the examples in docs/emotions.md.");

    public static Issue UnknownEmotion(string place, string name) => Issue.Error("EMO03", place,
        $"There is no emotion '{PrintableText.Show(name)}'.",
        name.Length <= 120 && NearestName.Find(name, EmotionChannels.All) is { } near ? $"Did you mean '{near}'?" : $"The emotions are {string.Join(", ", EmotionChannels.All)}.");

    public static Issue BadNumber(string place, string what, string text, double lowest, double highest) => Issue.Error("EMO04", place,
        FormattableString.Invariant($"The {what} is '{PrintableText.Show(text)}', which is no number from {lowest} to {highest}."), "Write digits with a decimal point, such as 0.5.");

    public static Issue NotLater(string place, double seconds, double secondsBefore) => Issue.Error("EMO05", place,
        FormattableString.Invariant($"The time {seconds:0.####} s is not later than that of the key before, {secondsBefore:0.####} s."), "Sort the keys by time and leave one for each time.");
}
