using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>A live voice through the models inside the program: the frames of the whole clip, and each as early as promised.</summary>
public sealed class StreamingTests
{
    private const int StepSamples = 320;

    public static TheoryData<string, int> PiecesOfEveryModel()
    {
        TheoryData<string, int> cases = [];
        foreach (string model in FaceModel.BuiltInNames)
        {
            foreach (int pieceSamples in new[] { 1, 100, 533, 1_600, 16_000, int.MaxValue }) cases.Add(model, pieceSamples);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(PiecesOfEveryModel))]
    public void Stream_equals_the_whole_clip(string name, int pieceSamples)
    {
        using FaceModel model = FaceModel.Open(name, new FaceModelOptions());
        // Longer than the models remember, so that windows lose their beginning.
        float[] clip = Signals.Babble(pieceSamples == 1 ? 9_876 : 75_001, seed: 21);
        FaceStreamOptions options = new() { FrameRateFps = 60, Seed = 5 };
        float[] stream = FaceStreamTests.Run(model, clip, options with { BlockSeconds = pieceSamples == 1 ? 0.02 : 0.1 }, Math.Min(pieceSamples, clip.Length));
        FaceStreamTests.AssertClose(model.Animate(new AudioClip("whole", clip), options).Weights.Values.ToArray(), stream, 1e-6f);
    }

    /// <summary>Between two frames of the network, 10 ms apart, the later one is waited for.</summary>
    [Theory]
    [InlineData("default", 100, 0.2)]
    [InlineData("default", 60, 0.21)]
    [InlineData("low-latency", 100, 0.08)]
    [InlineData("low-latency", 50, 0.08)]
    [InlineData("low-latency", 25, 0.08)]
    [InlineData("low-latency", 60, 0.09)]
    public void No_frame_waits_longer_than_the_look_ahead(string name, double framesPerSecond, double promisedSeconds)
    {
        const int PieceSamples = 20;
        using FaceModel model = FaceModel.Open(name, new FaceModelOptions());
        using FaceStream stream = model.StartStream(new FaceStreamOptions { FrameRateFps = framesPerSecond, BlockSeconds = (double)StepSamples / AudioClip.SampleRateHz });
        float[] clip = Signals.Babble(24_000, seed: 22), frame = new float[stream.Channels.Count];
        double longest = 0;
        int frames = 0;
        for (int pushed = PieceSamples; pushed <= clip.Length; pushed += PieceSamples)
        {
            stream.Push(clip.AsSpan(pushed - PieceSamples, PieceSamples));
            for (; stream.TryReadFrame(frame); frames++) longest = Math.Max(longest, ((double)pushed / AudioClip.SampleRateHz) - (frames / framesPerSecond));
        }
        Assert.InRange(frames, (int)((1.5 - promisedSeconds) * framesPerSecond), (int)(1.5 * framesPerSecond));
        Assert.InRange(longest, 0, promisedSeconds + 1e-9);
    }
}
