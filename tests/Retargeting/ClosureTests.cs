using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Lips that close in the face close in the rig, whatever the rates, and as far.</summary>
public sealed class ClosureTests
{
    private const string Channels =
        """
        channels:
          - {name: Gap, sources: {mouth.gap: 1}, min: -1}
          - {name: Closed, sources: {mouth.MBP: 1}}
          - {name: Eye, sources: {eyeBlinkLeft: 1}}

        """;

    private static readonly Profile _mouth = ProfileText.Read(ProfileText.Head + Channels);

    [Theory]
    [InlineData(72, 24)]
    [InlineData(60, 24)]
    [InlineData(60, 30)]
    [InlineData(75, 25)]
    [InlineData(60, 15)]
    [InlineData(62.5, 12.5)]
    [InlineData(60, 29.97)]
    [InlineData(60, 48)]
    [InlineData(60, 100)]
    public void A_closure_of_50_ms_survives_at_any_phase(double faceFps, double rigFps)
    {
        for (int phaseMilliseconds = 0; phaseMilliseconds < 1000 / rigFps; phaseMilliseconds++)
        {
            // The jaw stays half open; the lips meet within 15 ms, press for 20 ms and part within 15 ms.
            double middle = 0.5 + (phaseMilliseconds / 1000.0);
            float[] closed = [.. Enumerable.Range(0, (int)faceFps).Select(frame => (float)Math.Clamp((0.025 - Math.Abs((frame / faceFps) - middle)) / 0.015, 0, 1))];
            float[] close = [.. closed.Select(share => 0.45f * share)], press = [.. closed.Select(share => 0.4f * share)];
            FaceTrack face = Faces.Of(faceFps, ("jawOpen", Filled(closed.Length, 0.5f)), ("mouthClose", close), ("mouthPressLeft", press), ("mouthPressRight", press));
            CurveTable rig = Map(_mouth, face, rigFps);
            // 0.646 x 0.5 - 0.768 x 0.45 - 0.05 x 0.4; 0.9 x 0.4 + 0.0426 / 0.10.
            Assert.Equal(-0.0426f, Column(rig, "Gap").Min(), 1e-5f);
            Assert.Equal(0.786f, Column(rig, "Closed").Max(), 1e-4f);
            int deepest = Array.IndexOf(Column(rig, "Closed"), Column(rig, "Closed").Max());
            // Half a frame of the rig, and what the face itself is off.
            Assert.InRange(rig.TimeSeconds(deepest), middle - (0.5 / rigFps) - 0.01, middle + (0.5 / rigFps) + 0.01);
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(30)]
    [InlineData(25)]
    [InlineData(15)]
    [InlineData(12.5)]
    [InlineData(48)]
    public void Every_closure_of_speech_is_there(double rigFps)
    {
        FaceTrack face = SpokenFace.Track();
        float[] before = Column(Map(_mouth, face, SpokenFace.FrameRateFps), "Gap"), after = Column(Map(_mouth, face, rigFps), "Gap");
        int closures = 0;
        for (int start = 1, end; start < before.Length; start = end + 1)
        {
            for (end = start; end < before.Length && before[end] <= 0.01f; end++)
            {
            }
            if (end == start) continue;
            closures++;
            int first = (int)Math.Ceiling((start / SpokenFace.FrameRateFps * rigFps) - 0.5 - 1e-6), last = (int)(((end - 1) / SpokenFace.FrameRateFps * rigFps) + 0.5 + 1e-6);
            Assert.True(Enumerable.Range(first, last - first + 1).Any(frame => after[frame] <= 0.01f), $"the closure at {start / SpokenFace.FrameRateFps} s is lost");
        }
        Assert.Equal(6, closures); // seen in the curve: at 22, 37, 74, 122, 149 and 167 frames
    }

    [Fact]
    public void Frames_that_no_closure_needs_are_as_they_are()
    {
        CurveTable face = SpokenFace.Track().Weights;
        CurveTable rig = Map(ShippedProfiles.Library.Load("arkit"), SpokenFace.Track(), 30);
        int moved = 0;
        for (int frame = 0; frame < rig.FrameCount; frame++)
        {
            if (Enumerable.Range(0, face.Channels.Count).All(i => rig[frame, rig.IndexOf(face.Channels[i])] == face[2 * frame, i])) continue;
            moved++;
            // A frame that moved reads the frame before or after it as it is, and its eyes stay.
            int eye = face.IndexOf("eyeBlinkLeft");
            Assert.Equal(face[2 * frame, eye], rig[frame, rig.IndexOf("eyeBlinkLeft")]);
            Assert.Contains(new[] { -1, 1 }, away => Enumerable.Range(0, face.Channels.Count).All(i => i == eye || rig[frame, rig.IndexOf(face.Channels[i])] == face[(2 * frame) + away, i]));
        }
        Assert.InRange(moved, 1, 8);
    }

    [Fact]
    public void A_mouth_that_never_closes_is_read_plainly()
    {
        float[] jaw = [.. Enumerable.Range(0, 200).Select(i => (float)(0.5 - (0.3 * Math.Cos(i * 0.7))))];
        Assert.Equal(Faces.Map(ProfileText.Read(ProfileText.Head + "channels: [{name: jawOpen, sources: {jawOpen: 1}}]\n"), Faces.Of(60, ("jawOpen", jaw)), "jawOpen", 24),
            Enumerable.Range(0, 80).Select(frame => frame % 2 == 0 ? jaw[frame * 5 / 2] : jaw[frame * 5 / 2] + (0.5f * (jaw[(frame * 5 / 2) + 1] - jaw[frame * 5 / 2]))));
    }

    [Fact]
    public void Timing_of_nothing_changes_nothing()
    {
        Profile none = ShippedProfiles.Library.Load("arkit");
        Profile zero = none with { Timing = new ProfileTiming { LeadMilliseconds = 0, HoldMilliseconds = 0, SettleMilliseconds = 0, SmoothMilliseconds = 0 } };
        // A smoothing that reaches no other frame and a hold every closure lasts for are nothing too.
        Profile little = none with { Timing = new ProfileTiming { HoldMilliseconds = 1, SmoothMilliseconds = 16 } };
        CurveTable face = SpokenFace.Track().Weights;
        foreach (Profile profile in new[] { none, zero, little })
        {
            CurveTable rig = Map(profile, SpokenFace.Track(), 60);
            foreach (string channel in face.Channels) Assert.Equal(Column(face, channel), Column(rig, channel));
        }
    }

    [Theory]
    [InlineData(50, 3)]
    [InlineData(-50, -3)]
    public void A_lead_moves_the_mouth_and_leaves_the_eyes(double leadMilliseconds, int frames)
    {
        CurveTable face = SpokenFace.Track().Weights;
        CurveTable rig = Map(ShippedProfiles.Library.Load("arkit") with { Timing = new ProfileTiming { LeadMilliseconds = leadMilliseconds } }, SpokenFace.Track(), 60);
        float[] expected = [.. Enumerable.Range(0, face.FrameCount).Select(frame => face[Math.Clamp(frame + frames, 0, face.FrameCount - 1), face.IndexOf("jawOpen")])];
        Assert.Equal(expected, Column(rig, "jawOpen"));
        Assert.Equal(Column(face, "eyeBlinkLeft"), Column(rig, "eyeBlinkLeft"));
    }

    [Fact]
    public void A_lead_of_part_of_a_frame_keeps_closures()
    {
        float deepest = Column(Map(_mouth, SpokenFace.Track(), 60), "Closed").Max();
        for (int lead = 0; lead <= 100; lead += 7)
        {
            Profile profile = _mouth with { Timing = new ProfileTiming { LeadMilliseconds = lead } };
            Assert.Equal(deepest, Column(Map(profile, SpokenFace.Track(), 24), "Closed").Max(), 1e-3f);
        }
    }

    [Theory]
    [InlineData(60, 0, 1)]
    [InlineData(60, 50, 3)]
    [InlineData(60, 100, 7)] // 0.1 s from the middle of frame 47 to that of 53
    [InlineData(30, 100, 3)]
    [InlineData(24, 90, 3)] // frames 19, 20 and 21 lie within 45 ms of 0.833 s
    public void Lips_stay_closed_for_the_hold(double rigFps, double holdMilliseconds, int closedFrames)
    {
        float[] close = new float[100], jaw = Filled(100, 0.5f), other = [.. Enumerable.Range(0, 100).Select(i => i / 100f)];
        close[50] = 0.45f;
        FaceTrack face = Faces.Of(60, ("jawOpen", jaw), ("mouthClose", close), ("mouthSmileLeft", other), ("eyeBlinkLeft", other));
        Profile profile = ProfileText.Read(ProfileText.Head + Channels + $"timing: {{hold_ms: {holdMilliseconds}}}\n");
        CurveTable held = Map(profile, face, rigFps), plain = Map(_mouth, face, rigFps);
        float depth = Column(Map(_mouth, face, 60), "Gap").Min();
        Assert.Equal(closedFrames, Column(held, "Gap").Count(gap => Math.Abs(gap - depth) < 1e-5f));
        for (int frame = 0; frame < held.FrameCount; frame++)
        {
            if (Math.Abs(held.TimeSeconds(frame) - (50 / 60.0)) > (holdMilliseconds / 1000) + 0.02) Assert.Equal(plain.Frame(frame).ToArray(), held.Frame(frame).ToArray());
        }
        Assert.Equal(Column(plain, "Eye"), Column(held, "Eye"));
    }

    [Fact]
    public void The_end_settles()
    {
        Profile profile = ProfileText.Read(ProfileText.Head + "channels: [{name: A, sources: {jawOpen: 1}, min: -1, rest: 0.5}]\ntiming: {settle_ms: 200}\n");
        float[] curve = Faces.Map(profile, Faces.Of(30, ("jawOpen", Filled(12, 0.5f))), "A");
        // Half way through, half of the way to rest is done; the ease runs from frame 5 to the last.
        Assert.Equal([1, 1, 1, 1, 1, 1], curve[..6]);
        Assert.Equal(0.75f, curve[8], 1e-6f);
        Assert.Equal(0.5f, curve[11]);
        Assert.Equal(curve[5..].OrderDescending(), curve[5..]);
    }

    [Fact]
    public void Smoothing_spreads_what_is_open_and_leaves_closures_and_eyes()
    {
        float[] funnel = new float[30], close = new float[30], smile = [.. Enumerable.Range(0, 30).Select(i => i == 20 ? 0.8f : 0)];
        funnel[8] = funnel[0] = funnel[29] = 1;
        close[20] = 0.45f;
        FaceTrack face = Faces.Of(30, ("jawOpen", Filled(30, 0.5f)), ("mouthFunnel", funnel), ("mouthClose", close), ("mouthSmileLeft", smile), ("eyeBlinkLeft", funnel));
        CurveTable rig = Map(ShippedProfiles.Library.Load("arkit") with { Timing = new ProfileTiming { SmoothMilliseconds = 2000.0 / 30 } }, face, 30);
        // A reach of two frames weighs 1/2, 1, 1/2; at the ends what is missing does not count.
        Assert.Equal([0, 0.25f, 0.5f, 0.25f, 0], Column(rig, "mouthFunnel")[6..11], Near);
        Assert.Equal([2 / 3f, 0.25f, 0], Column(rig, "mouthFunnel")[..3], Near);
        Assert.Equal([0, 0.25f, 2 / 3f], Column(rig, "mouthFunnel")[27..], Near);
        Assert.Equal([0, 0.1125f, 0.45f, 0.1125f, 0], Column(rig, "mouthClose")[18..23], Near);
        Assert.Equal([0, 0.2f, 0.8f, 0.2f, 0], Column(rig, "mouthSmileLeft")[18..23], Near);
        Assert.Equal(funnel, Column(rig, "eyeBlinkLeft"));
    }

    private static CurveTable Map(Profile profile, FaceTrack face, double rateFps) =>
        new RigMapper(profile, new MappingOptions { FrameRateFps = rateFps }).Map(face).Track.Curves;

    private static float[] Column(CurveTable curves, string channel) =>
        [.. Enumerable.Range(0, curves.FrameCount).Select(frame => curves[frame, curves.IndexOf(channel)])];

    private static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) < 1e-5f;
}
