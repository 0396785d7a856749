namespace Audio2Face.Modkit.Retargeting;

/// <summary>Which versions of something will do: comparisons that must all hold, such as <c>>=1.2.0 &lt;2.0.0</c>.</summary>
/// <remarks>A bare version is refused: readers have taken it for "exactly" and for "at least".</remarks>
public sealed class VersionRange
{
    /// <summary>The form of a range, for messages.</summary>
    public const string Rule = "a range of versions such as '>=1.2.0 <2.0.0'";

    // The longer ones first: '>=' also begins with '>'.
    private static readonly string[] _operators = [">=", "<=", ">", "<", "="];

    private readonly string _text;
    private readonly (string Operator, SemanticVersion Version)[] _comparisons;

    private VersionRange(string text, (string, SemanticVersion)[] comparisons)
    {
        _text = text;
        _comparisons = comparisons;
    }

    /// <summary>Reads a range; null when the text is none.</summary>
    public static VersionRange? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<(string, SemanticVersion)> comparisons = [];
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string? comparison = _operators.FirstOrDefault(sign => part.StartsWith(sign, StringComparison.Ordinal));
            if (comparison is null || !SemanticVersion.TryParse(part[comparison.Length..], out SemanticVersion version)) return null;
            comparisons.Add((comparison, version));
        }
        return comparisons.Count == 0 ? null : new VersionRange(text, [.. comparisons]);
    }

    /// <summary>Whether a version lies in the range.</summary>
    public bool Contains(SemanticVersion version) => _comparisons.All(comparison => comparison.Operator switch
    {
        ">=" => version >= comparison.Version,
        "<=" => version <= comparison.Version,
        ">" => version > comparison.Version,
        "<" => version < comparison.Version,
        _ => version.CompareTo(comparison.Version) == 0,
    });

    /// <inheritdoc/>
    public override string ToString() => _text;
}
