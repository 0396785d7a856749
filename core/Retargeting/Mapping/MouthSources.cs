namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// Sources a profile may use besides the ARKit channels: ten classes of mouth shapes, 0..1, and the geometry they are made of.
/// </summary>
/// <remarks>
/// Classes by their sounds: <c>MBP</c> lips pressed, <c>FV</c> lower lip at the teeth, <c>TH</c> tongue between the teeth, <c>OO</c> round
/// and small, <c>OH</c> round and open, <c>CH</c> funnelled, <c>AA</c> open, <c>EH</c> open and wide, <c>EE</c> wide, <c>S</c> teeth
/// nearly closed. Geometry in widths of the resting mouth: <c>gap</c> between the lips (below 0 when they press), <c>width</c> of the
/// mouth beyond rest without what an open jaw takes off it, <c>protrusion</c> of the upper lip, <c>chin</c> (down is below 0);
/// <c>spread</c>, <c>rounding</c> and <c>seal</c> are shares, 0..1.
/// </remarks>
public static class MouthSources
{
    internal const int Mbp = 0, Fv = 1, Th = 2, Oo = 3, Oh = 4, Ch = 5, Aa = 6, Eh = 7, Ee = 8, S = 9,
        Gap = 10, Width = 11, Protrusion = 12, Chin = 13, Spread = 14, Rounding = 15, Seal = 16, Count = 17;

    /// <summary>All names: the ten classes, then the geometry.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "mouth.MBP", "mouth.FV", "mouth.TH", "mouth.OO", "mouth.OH", "mouth.CH", "mouth.AA", "mouth.EH", "mouth.EE", "mouth.S",
        "mouth.gap", "mouth.width", "mouth.protrusion", "mouth.chin", "mouth.spread", "mouth.rounding", "mouth.seal",
    ];

    /// <summary>The place of a source in <see cref="All"/>, or -1 when the name is none of them. Case does not matter.</summary>
    public static int IndexOf(string name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}
