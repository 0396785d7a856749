namespace Audio2Face.Modkit.Pipeline;

/// <summary>What no honest manifest needs more of.</summary>
internal static class ManifestLimits
{
    /// <summary>Cells of a row that are looked at.</summary>
    public const int MostCells = 100;

    /// <summary>Longest cell, in characters; what is said may be longer.</summary>
    public const int LongestCell = 1_000, LongestText = 20_000;
}
