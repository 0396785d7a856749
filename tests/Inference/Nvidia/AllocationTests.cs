using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>A stream that runs allocates nothing, from the pushed sound to the weights read.</summary>
public sealed class AllocationTests
{
    private const int PieceSamples = 533;
    private const int PieceCount = 300;

    [SkippableTheory]
    [InlineData("tiny-regression", 30)]
    [InlineData("tiny-regression", 100)]
    [InlineData("tiny-diffusion", 60)]
    [InlineData("tiny-diffusion", 30)]
    public void Frames_allocate_nothing_once_the_stream_is_warm(string bundle, double framesPerSecond)
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder(bundle), new FaceModelOptions());
        using FaceStream stream = model.StartStream(new FaceStreamOptions { FrameRateFps = framesPerSecond });
        float[] clip = Signals.Babble(2 * PieceCount * PieceSamples, seed: 3);
        float[] weights = new float[stream.Channels.Count];
        Assert.NotEqual(0, Feed(clip.AsSpan(0, clip.Length / 2)));

        long before = GC.GetAllocatedBytesForCurrentThread();
        int frames = Feed(clip.AsSpan(clip.Length / 2));
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(PieceCount * PieceSamples * framesPerSecond / AudioClip.SampleRateHz, frames, 8.0);
        Assert.Equal(0, after - before);

        int Feed(ReadOnlySpan<float> samples)
        {
            int count = 0;
            for (; !samples.IsEmpty; samples = samples[PieceSamples..])
            {
                stream.Push(samples[..PieceSamples]);
                while (stream.TryReadFrame(weights)) count++;
            }
            return count;
        }
    }
}
