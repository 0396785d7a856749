namespace Audio2Face.Modkit.Retargeting;

/// <summary>The form of the extensions a format may ask for.</summary>
internal static class FileExtension
{
    private const int Longest = 32;

    /// <summary>Whether a text is a '.' followed by letters, digits, '.', '-' and '_', without two dots together and without one at the end.</summary>
    public static bool IsValid(string? extension) =>
        extension is { Length: > 1 and <= Longest } && extension[0] == '.' && extension[^1] != '.'
        && !extension.Contains("..", StringComparison.Ordinal)
        && extension.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
