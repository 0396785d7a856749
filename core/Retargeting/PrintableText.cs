using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Text from untrusted files on its way to messages and terminals.</summary>
internal static class PrintableText
{
    private const int LongestShown = 60;

    /// <summary>A text as it may be shown: short, and without characters that move the cursor or turn the line.</summary>
    public static string Show(string text)
    {
        StringBuilder shown = new();
        foreach (char c in text)
        {
            if (shown.Length >= LongestShown) return shown.Append("...").ToString();
            shown.Append(IsPrintable(c) ? c : '?');
        }
        return shown.ToString();
    }

    /// <summary>Whether a character is neither a control character nor one that changes the direction of the text around it.</summary>
    public static bool IsPrintable(char c) =>
        char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
