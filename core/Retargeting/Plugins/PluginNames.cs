namespace Audio2Face.Modkit.Retargeting;

/// <summary>Names a plugin can be given from which an id, a file name and the name of a class can be made.</summary>
public static class PluginNames
{
    private const int Longest = 40;

    /// <summary>Whether a text is words of a-z and 0-9, each beginning with a letter, joined by single '-'.</summary>
    public static bool IsWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= 2 and <= Longest && text.Split('-').All(word =>
            word.Length > 0 && char.IsAsciiLetterLower(word[0]) && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
    }
}
