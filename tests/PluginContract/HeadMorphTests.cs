using System.Numerics;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>
/// Every shape moves the right place the right way, and the mouth by about as much as on a scanned ARKit head: expected figures are the
/// coefficients of spec/formats/arkit_mouth_classes.md section 2, in mouth widths.
/// </summary>
public sealed class HeadMorphTests(HeadProbe probe) : IClassFixture<HeadProbe>
{
    [Theory]
    [InlineData("jawOpen", 0.646, -0.112, -0.556)]
    [InlineData("jawForward", 0.025, 0.018, -0.033)]
    [InlineData("mouthFunnel", 0.271, -0.135, -0.074)]
    [InlineData("mouthPucker", -0.010, -0.183, 0.013)]
    [InlineData("mouthSmileLeft mouthSmileRight", 0.001, 0.279, 0.063)]
    [InlineData("mouthFrownLeft mouthFrownRight", -0.005, 0.074, 0.021)]
    [InlineData("mouthDimpleLeft mouthDimpleRight", -0.014, 0.033, 0.021)]
    [InlineData("mouthStretchLeft mouthStretchRight", -0.006, 0.260, 0.018)]
    [InlineData("mouthShrugUpper", 0.104, -0.002, 0)]
    [InlineData("mouthLowerDownLeft mouthLowerDownRight", 0.133, -0.001, -0.072)]
    [InlineData("mouthUpperUpLeft mouthUpperUpRight", 0.140, 0.007, 0.003)]
    [InlineData("mouthShrugLower", 0, 0.027, 0.161)]
    [InlineData("mouthPressLeft mouthPressRight", 0, -0.005, 0.085)]
    public void The_mouth_moves_as_far_as_on_a_scanned_head(string morphs, double gap, double width, double chin)
    {
        const float bound = 0.09f;
        (string, float)[] pose = [.. morphs.Split(' ').Select(name => (name, 1f))];
        float unit = probe.MouthWidth;
        Assert.Equal((float)gap, probe.Gap(probe.LipMiddle, pose) / unit, bound);
        Assert.Equal((float)width, 2 * probe.Delta("Face", probe.LeftCorner, pose).X / unit, bound);
        Assert.Equal((float)chin, probe.Delta("Face", probe.ChinTip, pose).Y / unit, bound);
    }

    [Fact]
    public void Closed_lips_seal_over_an_open_jaw()
    {
        (string, float)[] pose = [("jawOpen", 1), ("mouthClose", 1)];
        Assert.All(probe.LipLine, lip => Assert.InRange(probe.Gap(lip, pose), 0, 1f));
        Assert.InRange(probe.Delta("Face", probe.ChinTip, pose).Y, -40f, -18f);
        (string, float)[] half = [("jawOpen", 0.5f), ("mouthClose", 0.5f)];
        Assert.All(probe.LipLine, lip => Assert.InRange(probe.Gap(lip, half), 0, 1f));
    }

    [Fact]
    public void Lips_touch_at_rest_and_stay_together_where_a_shape_does_not_part_them()
    {
        string[] sealedShapes = ["", "jawForward", "mouthPucker", "mouthLeft", "mouthSmileLeft", "mouthFrownLeft", "mouthStretchLeft", "mouthRollLower", "mouthRollUpper",
            "mouthPressLeft", "mouthShrugLower", "cheekPuff", "noseSneerLeft", "tongueOut"];
        foreach (string shape in sealedShapes)
        {
            foreach (Vector3 lip in probe.LipLine) Assert.True(probe.Gap(lip, (shape, 1)) < 1.2f, $"{shape} at {lip}: {probe.Gap(lip, (shape, 1))}");
        }
    }

    [Fact]
    public void A_blink_closes_the_lids_over_the_whole_eye()
    {
        Assert.InRange(probe.LeftLids.Max(lids => lids.Upper.Y - lids.Lower.Y), 12f, 22f);
        foreach ((Vector3 upper, Vector3 lower) in probe.LeftLids)
        {
            Vector3 above = upper + probe.Delta("Face", upper, ("eyeBlinkLeft", 1));
            Vector3 below = lower + probe.Delta("Face", lower, ("eyeBlinkLeft", 1));
            Assert.InRange(Vector3.Distance(above, below), 0, 0.5f);
        }
    }

    /// <summary>Mesh, place, shape; the expected main direction and its least amount in millimetres.</summary>
    [Theory]
    [InlineData("Face", 26, -59, 78, "mouthSmileLeft", 4, 4, -3)]
    [InlineData("Face", 26, -59, 78, "mouthFrownLeft", 1, -5, 0)]
    [InlineData("Face", 26, -59, 78, "mouthStretchLeft", 4, -1, -2)]
    [InlineData("Face", 26, -59, 78, "mouthDimpleLeft", 1, 0, -3)]
    [InlineData("Face", 0, -61, 86, "mouthLeft", 6, 0, 0)]
    [InlineData("Face", 0, -61, 86, "mouthRight", -6, 0, 0)]
    [InlineData("Face", 0, -61, 86, "mouthPucker", 0, 0, 5)]
    [InlineData("Face", 0, -61, 86, "mouthFunnel", 0, 0, 5)]
    [InlineData("Face", 0, -95, 84, "jawLeft", 5, 0, 0)]
    [InlineData("Face", 0, -95, 84, "jawRight", -5, 0, 0)]
    [InlineData("Face", 0, -95, 84, "jawForward", 0, 0, 6)]
    [InlineData("Face", 0, -95, 84, "mouthShrugLower", 0, 5, 0)]
    [InlineData("Face", 46, -52, 62, "cheekPuff", 5, 0, 5)]
    [InlineData("Face", 43, -24, 75, "cheekSquintLeft", 0, 3, 0)]
    [InlineData("Face", 13, -33, 92, "noseSneerLeft", 0, 3, 0)]
    [InlineData("Brows", 24, 28, 82, "browDownLeft", -1, -4, 0)]
    [InlineData("Brows", 14, 26, 88, "browInnerUp", 0, 5, 0)]
    [InlineData("Brows", 46, 28, 68, "browOuterUpLeft", 0, 5, 0)]
    [InlineData("Eyes", 32.5, 2.5, 75.2, "eyeLookUpLeft", 0, 7, 0)]
    [InlineData("Eyes", 32.5, 2.5, 75.2, "eyeLookDownLeft", 0, -7, 0)]
    [InlineData("Eyes", 32.5, 2.5, 75.2, "eyeLookInLeft", -8, 0, 0)]
    [InlineData("Eyes", 32.5, 2.5, 75.2, "eyeLookOutLeft", 8, 0, 0)]
    [InlineData("TeethLower", 0, -62, 72, "jawOpen", 0, -24, -10)]
    [InlineData("Tongue", 0, -68, 68, "tongueOut", 0, 0, 30)]
    [InlineData("Tongue", 0, -68, 68, "tongueTipUp", 0, 8, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueTipDown", 0, -5, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueTipLeft", 8, 0, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueTipRight", -8, 0, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueRollUp", 0, 8, -10)]
    [InlineData("Tongue", 0, -68, 68, "tongueRollDown", 0, -5, -10)]
    [InlineData("Tongue", 0, -68, 68, "tongueUp", 0, 6, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueDown", 0, -4, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueLeft", 6, 0, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueRight", -6, 0, 0)]
    [InlineData("Tongue", 0, -68, 68, "tongueIn", 0, 0, -8)]
    [InlineData("Tongue", 0, -68, 68, "tongueStretch", 0, 0, 10)]
    [InlineData("Tongue", 18, -69, 40, "tongueWide", 3, 0, 0)]
    [InlineData("Tongue", 18, -69, 40, "tongueNarrow", -3, 0, 0)]
    [InlineData("Tongue", 18, -69, 40, "tongueRollLeft", 0, 5, 0)]
    [InlineData("Tongue", 18, -69, 40, "tongueRollRight", 0, -5, 0)]
    public void A_shape_moves_its_place_its_way(string mesh, float x, float y, float z, string shape, float leastX, float leastY, float leastZ)
    {
        Vector3 delta = probe.Delta(mesh, new Vector3(x, y, z), (shape, 1));
        foreach ((float least, float moved) in (ReadOnlySpan<(float, float)>)[(leastX, delta.X), (leastY, delta.Y), (leastZ, delta.Z)])
            Assert.True(least == 0 || (Math.Sign(least) == Math.Sign(moved) && Math.Abs(moved) >= Math.Abs(least)), $"{shape}: {delta}");
    }

    [Theory]
    [InlineData("eyeWideLeft", 1.15, 1.6)]
    [InlineData("eyeSquintLeft", 0.3, 0.75)]
    [InlineData("eyeLookDownLeft", 0.4, 0.9)]
    [InlineData("eyeLookUpLeft", 1.02, 1.3)]
    [InlineData("cheekSquintLeft", 0.6, 0.95)]
    [InlineData("eyeBlinkRight", 1, 1)]
    public void Lids_open_and_close(string shape, float least, float most)
    {
        (Vector3 upper, Vector3 lower) = probe.LeftLids.MaxBy(lids => lids.Upper.Y - lids.Lower.Y);
        float open = upper.Y + probe.Delta("Face", upper, (shape, 1)).Y - lower.Y - probe.Delta("Face", lower, (shape, 1)).Y;
        Assert.InRange(open / (upper.Y - lower.Y), least - 0.001f, most + 0.001f);
    }

    [Fact]
    public void Rolled_lips_become_thin()
    {
        foreach ((string shape, float side) in (ReadOnlySpan<(string, float)>)[("mouthRollUpper", 1), ("mouthRollLower", -1)])
        {
            // The lip's border in the middle: the furthest lip vertex above or below the lip line.
            Vector3 border = probe.All("Face").Where(v => v.Material.Name == "Lips" && Math.Abs(v.Neutral.X) < 1 && v.Neutral.Z > 83)
                .MaxBy(v => side * v.Neutral.Y).Neutral;
            float before = side * (border.Y - probe.LipMiddle.Y);
            float after = before + (side * probe.Delta("Face", border, (shape, 1)).Y);
            Assert.InRange(after / before, 0, 0.6f);
        }
    }

    [Fact]
    public void Lips_stay_in_front_of_the_teeth()
    {
        string[] shapes = ["", .. probe.Head.Meshes[0].TargetNames];
        foreach (string shape in shapes)
        {
            // Outer faces of the front teeth, sorted from right to left.
            Vector3[] teeth = [.. probe.All("TeethUpper", (shape, 1)).Concat(probe.All("TeethLower", (shape, 1))).Select(v => v.Posed).Where(p => Math.Abs(p.X) < 20 && p.Z > 40).OrderBy(p => p.X)];
            float[] across = [.. teeth.Select(p => p.X)];
            foreach ((Vector3 neutral, Vector3 lip, var material) in probe.All("Face", (shape, 1)))
            {
                if (material.Name != "Lips" || Math.Abs(lip.X) > 18) continue;
                int from = Array.BinarySearch(across, lip.X - 1.2f);
                foreach (Vector3 tooth in teeth.AsSpan(from < 0 ? ~from : from))
                {
                    if (tooth.X > lip.X + 1.2f) break;
                    bool isBehind = Math.Abs(tooth.Y - lip.Y) < 1.2f && tooth.Z > lip.Z + 0.3f;
                    Assert.False(isBehind, $"{shape}: lip {neutral} goes to {lip}, behind {tooth}");
                }
            }
        }
    }
}
