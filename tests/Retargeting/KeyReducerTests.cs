using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Fewer keys, never farther from the curve than promised.</summary>
public sealed class KeyReducerTests
{
    [Theory]
    [InlineData(new float[0], new int[0])]
    [InlineData(new[] { 0.5f }, new[] { 0 })]
    [InlineData(new[] { 0.5f, 0.5f, 0.5f, 0.5f }, new[] { 0, 3 })]
    [InlineData(new[] { 0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f }, new[] { 0, 5 })]
    [InlineData(new[] { 0f, 0.1f, 0.205f, 0.295f, 0.4f, 0.5f }, new[] { 0, 5 })] // 0.005 beside the line
    [InlineData(new[] { 0f, 0.2f, 0.4f, 0.2f, 0f }, new[] { 0, 2, 4 })]
    [InlineData(new[] { 0f, 0f, 0f, 1f, 1f, 1f }, new[] { 0, 2, 3, 5 })]
    [InlineData(new[] { 0f, 0f, 0f, 0.9f, 0f, 0f, 0f }, new[] { 0, 2, 3, 4, 6 })] // a blink of one frame stays
    public void Keeps_the_corners_alone(float[] curve, int[] expected) =>
        Assert.Equal(expected, KeyReducer.Reduce(Table(curve), 0, 0.01));

    [Theory]
    [InlineData(0)]
    [InlineData(0.001)]
    [InlineData(0.01)]
    [InlineData(0.1)]
    public void Lines_stay_within_the_tolerance_of_every_frame(double tolerance)
    {
        Random random = new(20);
        for (int round = 0; round < 300; round++) AssertWithin(tolerance, RandomCurve(random, random.Next(1, 400)));
        foreach (float[] curve in SpokenFace.Curves()) AssertWithin(tolerance, curve);
    }

    [Fact]
    public void Speech_needs_few_keys()
    {
        // A curve that moves in speech turns about four times a second, each turn worth a few keys; 60 frames come in that time.
        int frames = 0, keys = 0;
        foreach (float[] curve in SpokenFace.Curves())
        {
            frames += curve.Length;
            keys += KeyReducer.Reduce(Table(curve), 0, 0.01).Length;
        }
        Assert.InRange(keys, 1, frames / 4);
    }

    [Fact]
    public void A_curve_that_trembles_takes_no_longer_than_its_length_asks()
    {
        // Every second frame is out of reach and none ends the walk: without a limit this takes hours.
        float[] curve = [.. Enumerable.Range(0, 400_000).Select(i => i % 2 == 0 ? 0f : 0.0099f)];
        Assert.Equal(curve.Length - 1, KeyReducer.Reduce(Table(curve), 0, 0.005)[^1]);
    }

    [Theory]
    [InlineData("", 0.02)]
    [InlineData("timing: {key_tolerance: 0.1}\n", 0.1)]
    public void A_profile_may_ask_for_another_tolerance(string timing, double share)
    {
        float[] curve = RandomCurve(new Random(4), 300);
        Profile profile = ProfileText.Read(ProfileText.Head + "channels: [{name: A, sources: {jawOpen: 1}, gain: 50, max: 50}, {name: B, sources: {jawLeft: 1}}]\n" + timing);
        RigTrack track = new RigMapper(profile, new MappingOptions { FrameRateFps = 30, KeyTolerance = 0.02 }).Map(Faces.Of(30, ("jawOpen", curve))).Track;
        Assert.Equal(KeyReducer.Reduce(track.Curves, 0, share * 50), track.KeyFrames![0]);
        Assert.Equal([0, 299], track.KeyFrames[1]);
    }

    [Fact]
    public void Formats_without_keys_get_none() =>
        Assert.Null(new RigMapper(ProfileText.Read(ProfileText.Smallest), new MappingOptions { FrameRateFps = 30 }).Map(Faces.Pose(("jawOpen", 1))).Track.KeyFrames);

    private static void AssertWithin(double tolerance, float[] curve)
    {
        int[] keys = KeyReducer.Reduce(Table(curve), 0, tolerance);
        Assert.Equal((0, curve.Length - 1), (keys[0], keys[^1]));
        for (int key = 1; key < keys.Length; key++)
        {
            (int from, int to) = (keys[key - 1], keys[key]);
            Assert.True(from < to);
            for (int frame = from; frame <= to; frame++)
            {
                double line = curve[from] + ((curve[to] - (double)curve[from]) * (frame - from) / (to - from));
                Assert.InRange(line, curve[frame] - tolerance - 1e-9, curve[frame] + tolerance + 1e-9);
            }
        }
    }

    /// <summary>Steps, ramps, rests and noise.</summary>
    private static float[] RandomCurve(Random random, int length)
    {
        float[] curve = new float[length];
        float value = random.NextSingle(), slope = 0;
        for (int i = 0; i < length; i++)
        {
            if (random.Next(8) == 0) slope = random.Next(3) switch { 0 => 0, 1 => 0.2f * (random.NextSingle() - 0.5f), _ => slope };
            if (random.Next(40) == 0) value = random.NextSingle();
            value = Math.Clamp(value + slope + (random.Next(2) * 0.004f * random.NextSingle()), 0, 1);
            curve[i] = value;
        }
        return curve;
    }

    private static CurveTable Table(float[] curve) => new(30, 0, ["A"], curve);
}
