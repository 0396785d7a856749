using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>What bundles of both kinds of NVIDIA's face networks must agree to.</summary>
internal static class GeometryChecks
{
    public const int MostJawNumbers = 300;
    public const int LongestWindowSamples = 60 * AudioClip.SampleRateHz;

    private const int EyesLength = 4;

    /// <summary>Refuses networks that hear or give something else.</summary>
    /// <exception cref="ModkitException">MOD02.</exception>
    public static void Check(BundleJson info, BundleJson sound, int eyesLength)
    {
        if (info.Child("id").Text("output") is not "geometry" and var output) throw info.Broken($"'output' is '{output}', only 'geometry' is known");
        if (sound.Number("samplerate", 1) is not AudioClip.SampleRateHz and var rate) throw info.Broken($"'samplerate' is {rate}, only {AudioClip.SampleRateHz} is known");
        if (eyesLength != EyesLength) throw info.Broken($"there are {eyesLength} numbers for the eyes, only {EyesLength} are known");
    }
}
