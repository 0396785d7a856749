namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>How far lids are open and lips are full. Lids and lips are drawn anew for another pose, so that they keep to eyeball and face.</summary>
internal readonly record struct FacePose()
{
    public static readonly FacePose Neutral = new();

    /// <summary>Share of the upper lid's own arch above the line between the eye's corners.</summary>
    public double UpperLid { get; init; } = 1;

    /// <summary>How far the upper lid follows the lower lid's arch below that line; with <see cref="UpperLid"/> 0, this equal to <see cref="LowerLid"/> closes the eye.</summary>
    public double UpperLidBelow { get; init; }

    /// <summary>Share of the lower lid's arch below the line between the eye's corners.</summary>
    public double LowerLid { get; init; } = 1;

    /// <summary>Millimetres between eyeball and the outside of the lids.</summary>
    public double LidThickness { get; init; } = 1.5;

    /// <summary>Share of the upper lip's height.</summary>
    public double UpperLipHeight { get; init; } = 1;

    /// <summary>Share of the lower lip's height.</summary>
    public double LowerLipHeight { get; init; } = 1;

    /// <summary>Share of the upper lip's fullness.</summary>
    public double UpperLipBulge { get; init; } = 1;

    /// <summary>Share of the lower lip's fullness.</summary>
    public double LowerLipBulge { get; init; } = 1;
}
