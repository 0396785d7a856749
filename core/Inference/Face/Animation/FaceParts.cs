namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>What of a face is wanted; the rest is not computed and its clocks stand still (model contract, section 5.6).</summary>
[Flags]
internal enum FaceParts
{
    None = 0,
    Skin = 1,
    Tongue = 2,
    Jaw = 4,
    Eyes = 8,
    All = Skin | Tongue | Jaw | Eyes,
}
