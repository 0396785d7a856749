using System.Globalization;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A version in the form <c>1.2.3</c> or <c>1.2.3-beta.1</c>, ordered as Semantic Versioning 2.0.0 orders them.</summary>
/// <param name="Major">First number, 0 or more.</param>
/// <param name="Minor">Second number, 0 or more.</param>
/// <param name="Patch">Third number, 0 or more.</param>
/// <param name="Prerelease">What follows the '-', without build data, or an empty text for a release.</param>
public readonly record struct SemanticVersion(int Major, int Minor, int Patch, string Prerelease) : IComparable<SemanticVersion>
{
    private const int LongestText = 64;

    /// <summary>Reads a version; build data after '+' is allowed and dropped because it plays no part in the order.</summary>
    public static bool TryParse(string text, out SemanticVersion version)
    {
        ArgumentNullException.ThrowIfNull(text);
        version = default;
        if (text.Length is 0 or > LongestText) return false;
        int plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0 && !AreIdentifiers(text[(plus + 1)..], numbersMayStartWithZero: true)) return false;
        string withoutBuild = plus < 0 ? text : text[..plus];
        int dash = withoutBuild.IndexOf('-', StringComparison.Ordinal);
        string prerelease = dash < 0 ? "" : withoutBuild[(dash + 1)..];
        if (dash >= 0 && !AreIdentifiers(prerelease, numbersMayStartWithZero: false)) return false;
        string[] numbers = (dash < 0 ? withoutBuild : withoutBuild[..dash]).Split('.');
        if (numbers.Length != 3
            || !TryNumber(numbers[0], out int major) || !TryNumber(numbers[1], out int minor) || !TryNumber(numbers[2], out int patch)) return false;
        version = new SemanticVersion(major, minor, patch, prerelease);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion other)
    {
        int order = Major.CompareTo(other.Major);
        if (order == 0) order = Minor.CompareTo(other.Minor);
        if (order == 0) order = Patch.CompareTo(other.Patch);
        return order != 0 ? order : ComparePrerelease(Prerelease ?? "", other.Prerelease ?? "");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Major}.{Minor}.{Patch}{(string.IsNullOrEmpty(Prerelease) ? "" : "-")}{Prerelease}");

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> or is equal to it.</summary>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> or is equal to it.</summary>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    private static int ComparePrerelease(string left, string right)
    {
        if (left == right) return 0;
        if (left.Length == 0) return 1;
        if (right.Length == 0) return -1;
        string[] a = left.Split('.'), b = right.Split('.');
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            bool isNumberA = TryNumber(a[i], out int numberA), isNumberB = TryNumber(b[i], out int numberB);
            int order = isNumberA && isNumberB ? numberA.CompareTo(numberB)
                : isNumberA != isNumberB ? (isNumberA ? -1 : 1)
                : string.CompareOrdinal(a[i], b[i]);
            if (order != 0) return order;
        }
        return a.Length.CompareTo(b.Length);
    }

    private static bool AreIdentifiers(string text, bool numbersMayStartWithZero)
    {
        foreach (string part in text.Split('.'))
        {
            if (part.Length == 0 || !part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return false;
            if (!numbersMayStartWithZero && part.Length > 1 && part[0] == '0' && part.All(char.IsAsciiDigit)) return false;
        }
        return true;
    }

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        return text.Length > 0 && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
