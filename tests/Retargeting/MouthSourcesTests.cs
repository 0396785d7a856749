using System.Globalization;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Mouth sources against the published poses of the viseme table; numbers are those of the specification page, to two decimals.</summary>
public sealed class MouthSourcesTests
{
    [Theory]
    [InlineData("mouthPressLeft 0.5, mouthPressRight 0.5, mouthRollLower 0.22, mouthRollUpper 0.22", "-0.033, 0.014, -0.037", "MBP 1.00")]
    [InlineData("mouthShrugLower 0.52, mouthUpperUpLeft 0.3, mouthUpperUpRight 0.3, mouthRollLower 0.3, jawOpen 0.07", "-0.006, 0.012, -0.008", "FV 0.78, MBP 0.06")]
    [InlineData("tongueOut 0.95, jawOpen 0.12, mouthUpperUpLeft 0.15, mouthUpperUpRight 0.15, mouthLowerDownLeft 0.15, mouthLowerDownRight 0.15", "0.118, 0.008, -0.004", "TH 1.00")]
    [InlineData("jawOpen 0.24, tongueOut 0.28, mouthUpperUpLeft 0.12, mouthUpperUpRight 0.12", "0.172, 0.004, -0.004", "S 0.91, AA 0.07")]
    [InlineData("jawOpen 0.32, mouthLowerDownLeft 0.12, mouthLowerDownRight 0.12", "0.223, 0.003, -0.002", "S 0.60, AA 0.39")]
    [InlineData("mouthFunnel 0.6, mouthPucker 0.4, jawOpen 0.16", "0.262, -0.127, 0.146", "CH 0.97, OO 0.04")]
    [InlineData("jawOpen 0.09, mouthStretchLeft 0.3, mouthStretchRight 0.3, mouthUpperUpLeft 0.28, mouthUpperUpRight 0.28, mouthLowerDownLeft 0.28, mouthLowerDownRight 0.28", "0.133, 0.093, -0.019", "S 0.54, EE 0.46")]
    [InlineData("jawOpen 0.2, tongueOut 0.22, mouthLowerDownLeft 0.1, mouthLowerDownRight 0.1", "0.143, 0.002, -0.001", "S 0.99")]
    [InlineData("mouthPucker 0.45, mouthFunnel 0.3, jawOpen 0.18", "0.193, -0.110, 0.112", "OO 0.63, S 0.17, AA 0.04")]
    [InlineData("jawOpen 0.6, mouthLowerDownLeft 0.1, mouthLowerDownRight 0.1", "0.401, 0.002, -0.004", "AA 0.99")]
    [InlineData("jawOpen 0.42, mouthStretchLeft 0.32, mouthStretchRight 0.32, mouthDimpleLeft 0.22, mouthDimpleRight 0.22", "0.266, 0.089, -0.015", "EH 0.51, AA 0.32, S 0.16")]
    [InlineData("jawOpen 0.16, mouthStretchLeft 0.5, mouthStretchRight 0.5, mouthSmileLeft 0.32, mouthSmileRight 0.32, mouthUpperUpLeft 0.2, mouthUpperUpRight 0.2", "0.129, 0.225, -0.046", "EE 1.00")]
    [InlineData("mouthFunnel 0.7, mouthPucker 0.42, jawOpen 0.42", "0.457, -0.139, 0.161", "OH 1.00")]
    [InlineData("mouthPucker 0.85, mouthFunnel 0.5, jawOpen 0.12", "0.205, -0.201, 0.203", "OO 0.72")]
    [InlineData("", "0.000, 0.000, 0.000", "")]
    [InlineData("jawOpen 1", "0.646, -0.000, -0.006", "AA 1.00")]
    [InlineData("jawOpen 0.6, mouthClose 0.5", "0.004, -0.039, 0.004", "OO 0.15, S 0.03")]
    [InlineData("mouthSmileLeft 1, mouthSmileRight 1", "0.001, 0.279, -0.064", "")]
    [InlineData("mouthPucker 1", "-0.010, -0.183, 0.158", "OO 1.00, MBP 0.10")]
    [InlineData("mouthFunnel 1", "0.271, -0.088, 0.139", "CH 0.81, AA 0.13, S 0.06")]
    [InlineData("jawOpen 0.12, mouthClose 0.10, mouthPressLeft 0.3, mouthPressRight 0.3, mouthRollLower 0.2, mouthRollUpper 0.15", "-0.024, 0.003, -0.024", "MBP 0.69, FV 0.08")]
    public void Measures_the_poses_of_the_specification(string pose, string geometry, string classes)
    {
        (string, float)[] weights = [.. pose.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Weight)];
        Dictionary<string, float> expected = classes.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Weight)
            .ToDictionary(weight => weight.Name, weight => weight.Value);
        float[] numbers = [.. geometry.Split(", ").Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
        Assert.InRange(Value("mouth.gap", weights), numbers[0] - 0.0011f, numbers[0] + 0.0011f);
        Assert.InRange(Value("mouth.width", weights), numbers[1] - 0.0011f, numbers[1] + 0.0011f);
        Assert.InRange(Value("mouth.protrusion", weights), numbers[2] - 0.0011f, numbers[2] + 0.0011f);
        foreach (string name in new[] { "MBP", "FV", "TH", "OO", "OH", "CH", "AA", "EH", "EE", "S" })
        {
            // The page leaves out what is not above 0.03.
            float lowest = expected.TryGetValue(name, out float value) ? value - 0.0051f : 0;
            float highest = expected.ContainsKey(name) ? value + 0.0051f : 0.0351f;
            Assert.InRange(Value("mouth." + name, weights), lowest, highest);
        }
    }

    [Theory]
    [InlineData("mouth.chin", "jawOpen 1", -0.556f)]
    [InlineData("mouth.chin", "mouthShrugLower 0.5", 0.0805f)]
    [InlineData("mouth.seal", "", 1f)]
    [InlineData("mouth.seal", "jawOpen 1", 0f)]
    [InlineData("mouth.seal", "mouthShrugUpper 0.5", 0.35f)] // 1 - 0.052 / 0.08
    [InlineData("mouth.spread", "mouthSmileLeft 1", 0.6979f)] // one side: (0.1395 + 0.173 x 0.0005) / 0.20
    [InlineData("mouth.rounding", "mouthPucker 1", 1f)]
    [InlineData("mouth.gap", "jawOpen 7", 0.646f)] // weights are held to 0..1
    public void Measures_what_the_classes_are_made_of(string source, string pose, float expected) =>
        Assert.Equal(expected, Value(source, [.. pose.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Weight)]), 1e-4f);

    /// <summary>A source's value, by way of a profile whose only channel shows it.</summary>
    private static float Value(string source, (string, float)[] weights)
    {
        Profile profile = ProfileText.Read(ProfileText.Head + $"channels: [{{name: A, sources: {{{source}: 1}}, min: -2, max: 2}}]\n");
        return Assert.Single(Faces.Map(profile, weights.Length == 0 ? Faces.Pose(("jawOpen", 0)) : Faces.Pose(weights), "A"));
    }

    private static (string Name, float Value) Weight(string text)
    {
        string[] words = text.Split(' ');
        return (words[0], float.Parse(words[1], CultureInfo.InvariantCulture));
    }
}
