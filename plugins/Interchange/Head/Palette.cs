namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>The head's colours.</summary>
internal static class Palette
{
    public static readonly HeadMaterial Skin = new("Skin", 0.78f, 0.42f, 0.27f, 0.62f);
    public static readonly HeadMaterial Lips = new("Lips", 0.60f, 0.19f, 0.15f, 0.45f);
    public static readonly HeadMaterial Cavity = new("MouthCavity", 0.10f, 0.012f, 0.014f, 0.8f, true);
    public static readonly HeadMaterial LidRim = new("LidRim", 0.62f, 0.26f, 0.18f, 0.5f);
    public static readonly HeadMaterial Sclera = new("EyeWhite", 0.88f, 0.86f, 0.84f, 0.25f);
    public static readonly HeadMaterial Iris = new("Iris", 0.05f, 0.22f, 0.20f, 0.2f);
    public static readonly HeadMaterial IrisRing = new("IrisRing", 0.012f, 0.06f, 0.06f, 0.2f);
    public static readonly HeadMaterial Pupil = new("Pupil", 0.004f, 0.004f, 0.006f, 0.12f);
    public static readonly HeadMaterial CatchLight = new("CatchLight", 1f, 1f, 1f, 0.3f);
    public static readonly HeadMaterial Lash = new("Lashes", 0.014f, 0.008f, 0.006f, 0.8f, true);
    public static readonly HeadMaterial Brow = new("Brows", 0.085f, 0.028f, 0.012f, 0.85f, true);
    public static readonly HeadMaterial Hair = new("Hair", 0.14f, 0.042f, 0.016f, 0.78f, true);
    public static readonly HeadMaterial Teeth = new("Teeth", 0.86f, 0.82f, 0.74f, 0.3f);
    public static readonly HeadMaterial Gum = new("Gums", 0.55f, 0.16f, 0.15f, 0.4f);
    public static readonly HeadMaterial Tongue = new("Tongue", 0.47f, 0.10f, 0.10f, 0.45f);
    public static readonly HeadMaterial Collar = new("Collar", 0.02f, 0.16f, 0.20f, 0.9f, true);
}
