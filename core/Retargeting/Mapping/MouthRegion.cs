namespace Audio2Face.Modkit.Retargeting;

/// <summary>Which sources belong to speech: timing and smoothing concern them and leave eyes and brows alone.</summary>
internal static class MouthRegion
{
    /// <summary>Whether an ARKit channel or another source is about jaw, lips, tongue or cheeks blown up.</summary>
    public static bool Has(string source) =>
        source.StartsWith("mouth", StringComparison.OrdinalIgnoreCase) || source.StartsWith("jaw", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("tongue", StringComparison.OrdinalIgnoreCase) || source.Equals("cheekPuff", StringComparison.OrdinalIgnoreCase);
}
