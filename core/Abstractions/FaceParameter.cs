namespace Audio2Face.Modkit.Abstractions;

/// <summary>
/// One number by which a user forms the face of NVIDIA's Audio2Face-3D models. <see cref="All"/> is the one table of them: names, ranges and defaults are
/// those of NVIDIA's SDK; that of <c>inputStrength</c>, which the SDK does not limit, is ours.
/// </summary>
/// <param name="Name">Its name, in camelCase.</param>
/// <param name="Default">Its value where a model's own files do not say another; lies in the range.</param>
/// <param name="Minimum">Smallest value allowed.</param>
/// <param name="Maximum">Largest value allowed.</param>
/// <param name="Unit">What it is counted in; empty for a factor or a share.</param>
/// <param name="Summary">What it does, in one line.</param>
public sealed record FaceParameter(string Name, float Default, float Minimum, float Maximum, string Unit, string Summary)
{
    private const string Seconds = "s", MeshUnits = "mesh units", Degrees = "degrees";

    /// <summary>All of them, in the order they are shown.</summary>
    public static IReadOnlyList<FaceParameter> All { get; } =
    [
        new("inputStrength", 1, 0, 10, "", "Gain of the sound before the network hears it"),
        new("lowerFaceSmoothing", 0.0023f, 0, 0.1f, Seconds, "Half-life of the smoothing of the lower face"),
        new("upperFaceSmoothing", 0.001f, 0, 0.1f, Seconds, "Half-life of the smoothing of the upper face"),
        new("lowerFaceStrength", 1.3f, 0, 2, "", "How far the lower face moves"),
        new("upperFaceStrength", 1, 0, 2, "", "How far the upper face moves"),
        new("faceMaskLevel", 0.6f, 0, 1, "", "Where the lower face ends, as a share of the face's height"),
        new("faceMaskSoftness", 0.0085f, 0.001f, 0.5f, "", "How gradually it ends there, likewise"),
        new("skinStrength", 1, 0, 2, "", "How far the whole skin moves"),
        new("blinkStrength", 1, 0, 2, "", "Factor of blinkOffset; the network's own blinks stay"),
        new("eyelidOpenOffset", 0.06f, -1, 1, "", "Opens the eyelids, below 0 closes them, by this much of closed eyes"),
        new("lipOpenOffset", -0.03f, -0.2f, 0.2f, "", "Opens the lips, below 0 closes them, by this much of open lips"),
        new("blinkOffset", 0, 0, 1, "", "Closes the eyes by this much"),
        new("tongueStrength", 1.5f, 0, 3, "", "How far the tongue moves"),
        new("tongueHeightOffset", 0.2f, -3, 3, MeshUnits, "Raises the tongue"),
        new("tongueDepthOffset", 0.13f, -3, 3, MeshUnits, "Pushes the tongue forward"),
        new("lowerTeethStrength", 1, 0, 2, "", "How far the lower teeth move"),
        new("lowerTeethHeightOffset", 0, -3, 3, MeshUnits, "Raises the lower teeth"),
        new("lowerTeethDepthOffset", 0, -3, 3, MeshUnits, "Pushes the lower teeth forward"),
        new("eyeballsStrength", 1, 0, 2, "", "How far the network turns the eyes"),
        new("saccadeStrength", 1, 0, 2, "", "How far the small jumps of the eyes go"),
        new("rightEyeballRotationOffsetX", 0, -10, 10, Degrees, "Turns the right eye about x"),
        new("rightEyeballRotationOffsetY", 0, -10, 10, Degrees, "Turns the right eye about y"),
        new("leftEyeballRotationOffsetX", 0, -10, 10, Degrees, "Turns the left eye about x"),
        new("leftEyeballRotationOffsetY", 0, -10, 10, Degrees, "Turns the left eye about y"),
        new("saccadeSeed", 0, 0, 4999, "row", "Where in the model's table of small jumps the eyes begin"),
    ];

    /// <summary>The parameter of a name, or null when there is none. Case does not matter.</summary>
    public static FaceParameter? Find(string name)
    {
        foreach (FaceParameter parameter in All)
        {
            if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)) return parameter;
        }
        return null;
    }
}
