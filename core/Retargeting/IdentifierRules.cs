namespace Audio2Face.Modkit.Retargeting;

/// <summary>Forms of the identifiers that profiles and plugins share.</summary>
internal static class IdentifierRules
{
    public const string IdRule = "2 to 80 characters: words of a-z and 0-9 joined by '.' or '-'";
    public const string LicenseRule = "an SPDX licence such as MIT, CC0-1.0 or CC-BY-4.0";

    private const int ShortestId = 2, LongestId = 80, LongestLicense = 100;

    /// <summary>Whether a text is an id: lower-case words joined by single '.' or '-'.</summary>
    public static bool IsId(string text)
    {
        if (text.Length is < ShortestId or > LongestId) return false;
        bool inWord = false;
        foreach (char c in text)
        {
            bool isWord = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
            if (!isWord && (c is not ('.' or '-') || !inWord)) return false;
            inWord = isWord;
        }
        return inWord;
    }

    /// <summary>Whether a text is a SHA-256 in lower-case hexadecimal.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>Whether a text has the form of an SPDX expression: identifiers of letters, digits, '.', '-' and '+', brackets and blanks.</summary>
    public static bool IsLicense(string text) =>
        text.Length is > 0 and <= LongestLicense
        && char.IsAsciiLetterOrDigit(text.FirstOrDefault(c => c != '('))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '(' or ')' or ' ');
}
