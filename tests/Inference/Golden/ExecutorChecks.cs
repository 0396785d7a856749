using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>Whole streams with a table for a network: exec_*.</summary>
internal static class ExecutorChecks
{
    public static IEnumerable<Comparison> Regression(GoldenCase golden)
    {
        RegressionModel model = new()
        {
            WindowSamples = golden.Int("bufferLength"),
            TargetOffset = golden.Int("bufferOffset"),
            SampleRateHz = golden.Int("sampleRate"),
            ImplicitEmotion = golden.Floats("implicit_emotion"),
            Skin = new PcaReconstruction(golden.Floats("skin_pca_shapes"), golden.Shape("skin_pca_shapes")[0]),
            Tongue = new PcaReconstruction(golden.Floats("tongue_pca_shapes"), golden.Shape("tongue_pca_shapes")[0]),
            JawLength = golden.Floats("jaw_neutral").Length,
        };
        FaceAnimator face = Face(golden);
        bool isSolved = golden.Has("out_weights");
        if (isSolved) face.Parts = FaceParts.Skin | FaceParts.Tongue;
        (BlendshapeSolver Skin, BlendshapeSolver Tongue)? solvers = isSolved ? Solvers(golden) : null;
        TableNetwork network = new(golden, model.WindowSamples, model.ImplicitEmotion.Length + golden.Shape("emotion_key_rows")[1]);
        AudioAccumulator audio = new();
        RegressionExecutor executor = new(network, model, face, audio, Emotions(golden, "emotion_key"), Rate(golden)) { InputStrength = golden.Float("inputStrength") };
        Record record = new();
        SkinCoefficientSolver? direct = isSolved ? DirectSolver(golden) : null;
        List<float> weights = [], directWeights = [];
        float[] row = new float[isSolved ? golden.Shape("out_weights")[1] : 0];
        Stream(golden, audio, () =>
        {
            if (!executor.TryNextFrame()) return false;
            record.Add(face, executor.TimeSamples, executor.NextTimeSamples, audio.Length);
            if (solvers is null) return true;
            solvers.Value.Skin.Solve(face.SkinPositions, row);
            solvers.Value.Tongue.Solve(face.TonguePositions, row.AsSpan(solvers.Value.Skin.PoseCount));
            weights.AddRange(row);
            direct!.Solve(executor.SkinCoefficients, Rate(golden).DeltaSeconds, row);
            directWeights.AddRange(row);
            return true;
        });
        foreach (Comparison comparison in record.Compare(golden).Concat(Windows(golden, network))) yield return comparison;
        yield return Comparison.Of("samples_when_reported", golden.Longs("samples_accumulated_when_reported"), record.SamplesWhenReported.ToArray());
        yield return Comparison.Of("network_emotion_input", golden.Floats("network_emotion_input"), network.EmotionsFed.ToArray(), golden.Tolerance("network_emotion_input"));
        if (!isSolved) yield break;
        yield return Comparison.Of("out_weights", golden.Floats("out_weights"), weights.ToArray(), golden.Tolerance("out_weights"));
        yield return Comparison.Of("out_weights (coefficients)", golden.Floats("out_weights"), directWeights.ToArray(), golden.Tolerance("out_weights"));
    }

    public static IEnumerable<Comparison> Diffusion(GoldenCase golden)
    {
        DiffusionModel model = new()
        {
            WindowSamples = golden.Int("bufferLength"),
            PaddingLeft = golden.Int("paddingLeft"),
            SampleRateHz = golden.Int("sampleRate"),
            LeftFrames = golden.Int("numFramesLeftTruncate"),
            CenterFrames = golden.Int("numFramesCenter"),
            RightFrames = golden.Int("numFramesRightTruncate"),
            Layout = new FaceLayout(golden.Floats("skin_neutral").Length, golden.Floats("tongue_neutral").Length, golden.Floats("jaw_neutral").Length),
        };
        FaceAnimator face = Face(golden);
        TableNetwork network = new(golden, model.WindowSamples, model.CenterFrames * golden.Shape("emotion_key_rows")[1]);
        AudioAccumulator audio = new();
        DiffusionExecutor executor = new(network, model, golden.Int("identityIndex"), face, audio, Emotions(golden, "emotion_key")) { InputStrength = golden.Float("inputStrength") };
        Record record = new();
        List<long> runs = [];
        Stream(golden, audio, () =>
        {
            if (!executor.TryNextFrame()) return false;
            record.Add(face, executor.TimeSamples, executor.NextTimeSamples, audio.Length);
            runs.Add(executor.Window);
            return true;
        });
        foreach (Comparison comparison in record.Compare(golden).Concat(Windows(golden, network))) yield return comparison;
        yield return Comparison.Of("inference_index_of_frame", golden.Longs("inference_index_of_frame"), runs.ToArray());
        Tolerance inputs = golden.Tolerance("network inputs");
        yield return Comparison.Of("network_emotion_input", golden.Floats("network_emotion_input"), network.EmotionsFed.ToArray(), inputs);
        yield return Comparison.Of("network_identity_input", golden.Floats("network_identity_input"), network.IdentitiesFed.ToArray(), inputs);
        yield return Comparison.Of("network_latents_input", golden.Floats("network_latents_input"), network.LatentsFed.ToArray(), inputs);
    }

    public static IEnumerable<Comparison> Emotion(GoldenCase golden)
    {
        TableNetwork network = new(golden, golden.Int("bufferLength"));
        AudioAccumulator audio = new();
        EmotionPostProcessor processor = new(golden.Integers("emotion_correspondence"), golden.Floats("beginning_emotion"));
        EmotionExecutor executor = new(
            network, processor, EmotionChecks.Options(golden.Floats("params_float"), golden.Integers("params_int")), audio, Rate(golden), golden.Int("inferencesToSkip"),
            golden.Floats("preferred_emotion"), golden.Has("preferred_key_rows") ? Emotions(golden, "preferred_key") : null)
        {
            InputStrength = golden.Float("inputStrength"),
        };
        List<long> times = [], nextTimes = [], runs = [];
        List<float> emotions = [];
        Stream(golden, audio, () =>
        {
            if (!executor.TryNextFrame()) return false;
            times.Add(executor.TimeSamples);
            nextTimes.Add(executor.NextTimeSamples);
            runs.Add(executor.Window);
            emotions.AddRange(executor.Emotions);
            return true;
        });
        yield return Comparison.Of("frame_timestamps", golden.Longs("frame_timestamps"), times.ToArray());
        yield return Comparison.Of("next_frame_timestamps", golden.Longs("next_frame_timestamps"), nextTimes.ToArray());
        yield return Comparison.Of("inference_index_of_frame", golden.Longs("inference_index_of_frame"), runs.ToArray());
        yield return Comparison.Of("out_emotions", golden.Floats("out_emotions"), emotions.ToArray(), golden.Tolerance("out_emotions"));
        yield return Sums(golden, network);
        yield return Comparison.Of("window_first_nonzero", golden.Longs("network_window_first_nonzero"),
            [.. network.Windows.Select(window => (long)Array.FindIndex(window, sample => sample != 0))]);
    }

    /// <summary>Sound arrives in pieces; after each, and after the end, as many frames are made as can be.</summary>
    private static void Stream(GoldenCase golden, AudioAccumulator audio, Func<bool> makeFrame)
    {
        foreach (float[] piece in golden.Floats("audio").Chunk(golden.Int("streaming_chunk_samples")))
        {
            audio.Add(piece);
            while (makeFrame())
            {
            }
        }
        audio.Close();
        while (makeFrame())
        {
        }
    }

    private static FaceAnimator Face(GoldenCase golden)
    {
        SkinAnimator skin = new(new SkinMesh(golden.Floats("skin_neutral"), golden.Floats("skin_lip_open_delta"), golden.Floats("skin_eye_close_delta")));
        TongueAnimator tongue = new(golden.Floats("tongue_neutral"));
        JawAnimator jaw = new(golden.Floats("jaw_neutral"));
        EyesAnimator eyes = new(golden.Floats("saccade_rot"));
        skin.Parameters.SetAll(golden.Floats("skin_params"));
        tongue.Parameters.SetAll(golden.Floats("tongue_params"));
        jaw.Parameters.SetAll(golden.Floats("teeth_params"));
        eyes.Parameters.SetAll(golden.Floats("eyes_params"));
        return new FaceAnimator(skin, tongue, jaw, eyes);
    }

    private static (BlendshapeSolver Skin, BlendshapeSolver Tongue) Solvers(GoldenCase golden)
    {
        BlendshapeSolverOptions skin = Options(golden.Floats("bs_skin_params")) with
        {
            Active = golden.Integers("bs_skin_active"),
            CancelPairs = golden.Integers("bs_skin_cancel"),
            SymmetryPairs = golden.Integers("bs_skin_symmetry"),
        };
        return (new BlendshapeSolver(new BlendshapeData(golden.Floats("skin_neutral"), golden.Floats("bs_skin_delta_poses"), golden.Integers("bs_skin_mask")), skin),
            new BlendshapeSolver(new BlendshapeData(golden.Floats("tongue_neutral"), golden.Floats("bs_tongue_delta_poses"), null), Options(golden.Floats("bs_tongue_params"))));
    }

    /// <summary>The skin's weights without its geometry.</summary>
    private static SkinCoefficientSolver DirectSolver(GoldenCase golden)
    {
        int[] vertices = golden.Integers("bs_skin_mask");
        ParameterSet parameters = new(SkinParameters.All);
        parameters.SetAll(golden.Floats("skin_params"));
        SkinProjection skin = new(
            new PcaReconstruction(golden.Floats("skin_pca_shapes"), golden.Shape("skin_pca_shapes")[0], vertices),
            new SkinMesh(golden.Floats("skin_neutral"), golden.Floats("skin_lip_open_delta"), golden.Floats("skin_eye_close_delta"), vertices));
        return new SkinCoefficientSolver(skin, Solvers(golden).Skin, parameters);
    }

    private static BlendshapeSolverOptions Options(float[] numbers) => new()
    {
        L1Strength = numbers[0],
        L2Strength = numbers[1],
        SymmetryStrength = numbers[2],
        TemporalStrength = numbers[3],
        TemplateSize = numbers[4],
        Tolerance = numbers[5],
    };

    private static EmotionTimeline Emotions(GoldenCase golden, string prefix)
    {
        long[] times = golden.Longs(prefix + "_timestamps");
        float[] rows = golden.Floats(prefix + "_rows");
        EmotionTimeline timeline = new(rows.Length / times.Length);
        for (int i = 0; i < times.Length; i++) timeline.Add(times[i], rows.AsSpan(i * timeline.Width, timeline.Width));
        timeline.Close();
        return timeline;
    }

    private static FrameRate Rate(GoldenCase golden)
    {
        int[] rate = [.. golden.Parameters.GetProperty("frameRate").EnumerateArray().Select(part => part.GetInt32())];
        return new FrameRate(rate[0], rate[1]);
    }

    private static IEnumerable<Comparison> Windows(GoldenCase golden, TableNetwork network)
    {
        yield return Sums(golden, network);
        float[] samples = [.. golden.Longs("network_window_samples_index").SelectMany(index => network.Windows[(int)index])];
        string key = golden.Component == "diffusion_executor" ? "network inputs" : "network_window_samples";
        yield return Comparison.Of("network_window_samples", golden.Floats("network_window_samples"), samples, golden.Tolerance(key));
    }

    private static Comparison Sums(GoldenCase golden, TableNetwork network) => Comparison.Of("network_window_sums", golden.Floats("network_window_sums"),
        [.. network.Windows.SelectMany(window => new[] { (float)window.Sum(v => (double)v), (float)window.Sum(v => (double)v * v) })], golden.Tolerance("network_window_sums"));

    /// <summary>Everything that a stream reported.</summary>
    private sealed class Record
    {
        private readonly List<long> _times = [];
        private readonly List<long> _nextTimes = [];
        private readonly List<float> _skin = [];
        private readonly List<float> _tongue = [];
        private readonly List<float> _jaw = [];
        private readonly List<float> _eyes = [];

        public List<long> SamplesWhenReported { get; } = [];

        public void Add(FaceAnimator face, long time, long nextTime, long samples)
        {
            _times.Add(time);
            _nextTimes.Add(nextTime);
            SamplesWhenReported.Add(samples);
            _skin.AddRange(face.SkinPositions);
            _tongue.AddRange(face.TonguePositions);
            _jaw.AddRange(face.JawMatrix);
            _eyes.AddRange(face.EyeRotations);
        }

        public IEnumerable<Comparison> Compare(GoldenCase golden)
        {
            yield return Comparison.Of("frame_timestamps", golden.Longs("frame_timestamps"), _times.ToArray());
            yield return Comparison.Of("next_frame_timestamps", golden.Longs("next_frame_timestamps"), _nextTimes.ToArray());
            yield return Comparison.Of("out_skin", golden.Floats("out_skin"), _skin.ToArray(), golden.Tolerance("out_skin/out_tongue"));
            yield return Comparison.Of("out_tongue", golden.Floats("out_tongue"), _tongue.ToArray(), golden.Tolerance("out_skin/out_tongue"));
            if (!golden.Has("out_jaw_transform")) yield break;
            yield return Comparison.Of("out_jaw_transform", golden.Floats("out_jaw_transform"), _jaw.ToArray(), golden.Tolerance("out_jaw_transform"));
            yield return Comparison.Of("out_eyes_right_left", golden.Floats("out_eyes_right_left"), _eyes.ToArray(), golden.Tolerance("out_eyes_right_left"));
        }
    }
}
