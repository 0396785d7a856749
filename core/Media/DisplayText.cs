using System.Text;

namespace Audio2Face.Modkit.Media;

/// <summary>Text of files and tools made fit for one line of a message.</summary>
internal static class DisplayText
{
    private const int MaximumLength = 300;

    /// <summary>The text with control and direction characters replaced by '?', cut after 300 characters.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(Math.Min(text.Length, MaximumLength));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaximumLength) return clean.Append('…').ToString();
            bool isShown = Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator);
            clean.Append(isShown ? rune.ToString() : "?");
        }
        return clean.ToString();
    }
}
