using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>Streams through NVIDIA's kinds of networks: however sound arrives, the frames are those of the whole clip.</summary>
public sealed class ExecutorTests
{
    private const int WindowSamples = 1_600;
    private const int SkinShapes = 4;
    private const int TongueShapes = 2;
    private const int JawPoints = 5;

    private static readonly int[] _fitted = [7, 2, 3, 0, 5];
    private static readonly float[] _skinNeutral = Numbers(3 * 12, 1, 10);
    private static readonly float[] _tongueNeutral = Numbers(3 * 6, 2, 3);
    private static readonly float[] _skinShapes = Numbers(SkinShapes * 3 * 12, 3, 1);
    private static readonly float[] _tongueShapes = Numbers(TongueShapes * 3 * 6, 4, 1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(533, 8)]
    [InlineData(16_000, 3)]
    [InlineData(30_000, 8)]
    public void Pieces_of_any_size_and_batches_give_the_regression_frames_of_the_whole(int pieceSamples, int capacity)
    {
        float[] clip = Signals.Babble(pieceSamples == 1 ? 6_001 : 30_000, seed: 5);
        List<float> whole = Regression(1).Run(clip, clip.Length, isDropping: false);
        Assert.Equal((clip.Length * 30 / 16_000) + 1, whole.Count / Stream.ValuesPerFrame, 1.0);
        Assert.Equal(whole, Regression(capacity).Run(clip, pieceSamples, isDropping: false));
        Assert.Equal(whole, Regression(capacity).Run(clip, pieceSamples, isDropping: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(533)]
    [InlineData(16_000)]
    public void Pieces_of_any_size_give_the_diffusion_frames_of_the_whole(int pieceSamples)
    {
        float[] clip = Signals.Babble(pieceSamples == 1 ? 3_001 : 20_000, seed: 6);
        List<float> whole = Diffusion().Run(clip, clip.Length, isDropping: false);
        // 20 frames in 1,600 samples: one every 80.
        Assert.Equal((clip.Length + 79) / 80, whole.Count / Stream.ValuesPerFrame);
        Assert.Equal(whole, Diffusion().Run(clip, pieceSamples, isDropping: false));
        Assert.Equal(whole, Diffusion().Run(clip, pieceSamples, isDropping: true));
    }

    [Fact]
    public void After_a_reset_a_stream_gives_the_same_again()
    {
        float[] clip = Signals.Babble(12_000, seed: 7);
        foreach (Stream stream in new[] { Regression(4), Diffusion() })
        {
            List<float> first = stream.Run(clip, 700, isDropping: true);
            stream.Reset();
            Assert.Equal(first, stream.Run(clip, 900, isDropping: true));
        }
    }

    [Fact]
    public void Frames_after_a_jump_are_those_of_the_stream_but_for_smoothing()
    {
        AudioAccumulator audio = new();
        FaceAnimator face = Face(null);
        face.Skin.Parameters[SkinParameters.LowerFaceSmoothing] = 0;
        face.Skin.Parameters[SkinParameters.UpperFaceSmoothing] = 0;
        RegressionExecutor executor = Executor(4, face, audio, null);
        audio.Add(Signals.Babble(16_000, seed: 12));
        audio.Close();
        List<(long Time, float Skin, float Eye)> frames = [];
        while (executor.TryNextFrame()) frames.Add((executor.TimeSamples, face.SkinPositions[4], face.EyeRotations[0]));
        foreach (int jump in new[] { 17, 3, 29 })
        {
            executor.Seek(jump);
            Assert.True(executor.TryNextFrame());
            Assert.Equal(frames[jump], (executor.TimeSamples, face.SkinPositions[4], face.EyeRotations[0]));
        }
        executor.Seek(30);
        Assert.False(executor.TryNextFrame());
    }

    [Fact]
    public void Streams_allocate_nothing_once_they_run()
    {
        float[] second = Signals.Babble(16_000, seed: 8);
        foreach (Stream stream in new[] { Regression(4), Diffusion() })
        {
            stream.Push(second);
            stream.Push(second);
            stream.Push(second);
            long before = GC.GetAllocatedBytesForCurrentThread();
            int frames = stream.Push(second);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(frames >= 30);
            Assert.Equal(0, bytes);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_are_the_same_when_only_the_fitted_vertices_are_computed(bool isDiffusion)
    {
        float[] clip = Signals.Babble(16_000, seed: 9);
        List<float> all = Weights(isDiffusion, null, clip), fitted = Weights(isDiffusion, _fitted, clip);
        Assert.Equal((isDiffusion ? 200 : 30) * 3, all.Count);
        Assert.Contains(all, weight => weight is > 0.05f and < 0.95f);
        FaceStreamTests.AssertClose([.. all], [.. fitted], 1e-6f);
    }

    [Fact]
    public void What_is_not_wanted_is_not_computed()
    {
        Stream stream = Regression(1);
        stream.Face.Parts = FaceParts.Tongue | FaceParts.Jaw;
        stream.Run(Signals.Babble(16_000, seed: 10), 16_000, isDropping: false);
        Assert.All(stream.Face.SkinPositions.ToArray(), value => Assert.Equal(0, value));
        Assert.All(stream.Face.EyeRotations.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(0, stream.Face.Eyes.Row);
        Assert.Contains(stream.Face.TonguePositions.ToArray(), value => value != 0);
        Assert.Equal(1, stream.Face.JawMatrix[15]);
    }

    [Fact]
    public void A_network_that_gives_no_number_is_stopped()
    {
        Stream stream = Regression(1);
        float[] clip = Signals.Babble(16_000, seed: 11);
        clip.AsSpan(8_000, WindowSamples).Fill(float.NaN);
        Abstractions.ModkitException e = Assert.Throws<Abstractions.ModkitException>(() => stream.Run(clip, 16_000, isDropping: false));
        Assert.Equal("MOD10", e.Issues[0].Code);
    }

    [Fact]
    public void Scores_that_are_no_numbers_count_as_nothing()
    {
        EmotionPostProcessor processor = new([0, 1, -1], new float[2]) { Options = new EmotionPostProcessorOptions { Strength = 1, LiveBlend = 0 } };
        float[] emotions = new float[2];
        processor.Process([float.NaN, 0, float.PositiveInfinity], [], emotions);
        // Three equal scores: a third each.
        Assert.Equal([1 / 3f, 1 / 3f], emotions);
    }

    private static List<float> Weights(bool isDiffusion, int[]? vertices, float[] clip)
    {
        Stream stream = isDiffusion ? Diffusion(vertices) : Regression(1, vertices);
        BlendshapeSolver solver = new(new BlendshapeData(_skinNeutral, Numbers(3 * _skinNeutral.Length, 12, 4), _fitted), new BlendshapeSolverOptions { L2Strength = 0.1f, TemporalStrength = 0.2f });
        List<float> weights = [];
        float[] row = new float[solver.PoseCount];
        stream.Run(clip, 1_000, isDropping: true, face =>
        {
            if (vertices is null) solver.Solve(face.SkinPositions, row);
            else solver.SolveFitted(face.SkinPositions, row);
            weights.AddRange(row);
        });
        return weights;
    }

    private static Stream Regression(int capacity, int[]? vertices = null)
    {
        AudioAccumulator audio = new(1_000);
        FaceAnimator face = Face(vertices);
        RegressionExecutor executor = Executor(capacity, face, audio, vertices);
        return new Stream(face, audio, executor.TryNextFrame, executor.Reset, () => executor.OldestSampleNeeded);
    }

    private static RegressionExecutor Executor(int capacity, FaceAnimator face, AudioAccumulator audio, int[]? vertices)
    {
        RegressionModel model = new()
        {
            WindowSamples = WindowSamples,
            TargetOffset = WindowSamples / 2,
            ImplicitEmotion = [0.1f, -0.2f],
            Skin = new PcaReconstruction(_skinShapes, SkinShapes, vertices),
            Tongue = new PcaReconstruction(_tongueShapes, TongueShapes),
            JawLength = 3 * JawPoints,
        };
        return new RegressionExecutor(new RuledNetwork(capacity, WindowSamples, 4, model.Layout.Length), model, face, audio, Emotions(), new FrameRate(30));
    }

    private static Stream Diffusion(int[]? vertices = null)
    {
        AudioAccumulator audio = new(1_000);
        EmotionTimeline emotions = Emotions();
        FaceAnimator face = Face(vertices);
        DiffusionModel model = new()
        {
            WindowSamples = WindowSamples,
            PaddingLeft = WindowSamples,
            LeftFrames = 5,
            CenterFrames = 10,
            RightFrames = 5,
            Layout = new FaceLayout(_skinNeutral.Length, _tongueNeutral.Length, 3 * JawPoints),
        };
        RuledNetwork network = new(1, WindowSamples, 10 * 2, model.Layout.Length, frameCount: 20);
        DiffusionExecutor executor = new(network, model, identity: 1, face, audio, emotions);
        return new Stream(face, audio, executor.TryNextFrame, executor.Reset, () => executor.OldestSampleNeeded);
    }

    private static FaceAnimator Face(int[]? vertices) => new(
        new SkinAnimator(Skin(vertices)), new TongueAnimator(_tongueNeutral),
        new JawAnimator(Numbers(3 * JawPoints, 15, 5)), new EyesAnimator(Numbers(2 * 50, 16, 3)));

    private static SkinMesh Skin(int[]? vertices) => new(_skinNeutral, Numbers(_skinNeutral.Length, 13, 1), Numbers(_skinNeutral.Length, 14, 1), vertices);

    private static EmotionTimeline Emotions()
    {
        EmotionTimeline emotions = new(2);
        emotions.Add(0, [0, 0.5f]);
        emotions.Add(9_000, [1, 0]);
        emotions.Close();
        return emotions;
    }

    private static float[] Numbers(int count, int seed, float scale)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * random.NextSingle()) - 1))];
    }

    /// <summary>An executor of either kind with what belongs to it.</summary>
    private sealed class Stream(FaceAnimator face, AudioAccumulator audio, Func<bool> tryNextFrame, Action reset, Func<long> oldestSampleNeeded)
    {
        /// <summary>Of a frame, as many as are kept.</summary>
        public const int ValuesPerFrame = 3 + 3 + 16 + 6;

        public FaceAnimator Face => face;

        public List<float> Run(float[] clip, int pieceSamples, bool isDropping, Action<FaceAnimator>? onFrame = null)
        {
            List<float> frames = [];
            for (int i = 0; i <= clip.Length; i += pieceSamples)
            {
                if (i < clip.Length) audio.Add(clip.AsSpan(i, Math.Min(pieceSamples, clip.Length - i)));
                if (i + pieceSamples >= clip.Length && !audio.IsClosed) audio.Close();
                while (tryNextFrame())
                {
                    onFrame?.Invoke(face);
                    frames.AddRange(face.SkinPositions[..3]);
                    frames.AddRange(face.TonguePositions[..3]);
                    frames.AddRange(face.JawMatrix);
                    frames.AddRange(face.EyeRotations);
                }
                if (isDropping) audio.DropBefore(Math.Min(audio.Length, oldestSampleNeeded()));
            }
            return frames;
        }

        /// <summary>Adds sound and makes what can be made, as a live stream does.</summary>
        public int Push(float[] sound)
        {
            audio.Add(sound);
            int frames = 0;
            while (tryNextFrame()) frames++;
            audio.DropBefore(oldestSampleNeeded());
            return frames;
        }

        public void Reset()
        {
            reset();
            audio.Reset();
        }
    }
}
