namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>Where points go that the network moves and a parameter raises and pushes forward: model contract, sections 5.3 and 5.4.</summary>
internal static class Placement
{
    /// <param name="neutral">[points, 3] at rest; y is up, z forward.</param>
    /// <param name="offsets">[points, 3]: what the network moves each point by.</param>
    /// <param name="strength">Times the offsets.</param>
    /// <param name="height">Added to y.</param>
    /// <param name="depth">Added to z.</param>
    /// <param name="positions">Receives [points, 3].</param>
    public static void Move(ReadOnlySpan<float> neutral, ReadOnlySpan<float> offsets, float strength, float height, float depth, Span<float> positions)
    {
        for (int i = 0; i < neutral.Length; i += 3)
        {
            positions[i] = neutral[i] + (strength * offsets[i]);
            positions[i + 1] = neutral[i + 1] + (strength * offsets[i + 1]) + height;
            positions[i + 2] = neutral[i + 2] + (strength * offsets[i + 2]) + depth;
        }
    }
}
