using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Engines;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>Whole bundles against numbers computed apart in double precision (golden/tiny-bundles/expected.json).</summary>
public sealed class TinyBundleTests
{
    private const int Joy = 6;

    [SkippableTheory]
    [InlineData("regression_30", 30, 1)]
    [InlineData("regression_30", 30, 2)]
    [InlineData("regression_60", 60, 16)]
    public void Regression_gives_the_expected_geometry_and_weights(string key, int framesPerSecond, int windowsOfRun)
    {
        BundleIndex index = TinyBundles.Index("tiny-regression");
        RegressionBundle bundle = RegressionBundle.Read(index, isWhole: true);
        OpenedNetwork opened = OpenedNetwork.Open(index.ReadNetwork(), index.Files, new FaceModelOptions());
        using IDisposable session = opened.Session;
        using RegressionNetwork network = new(opened.Session, "tiny", bundle.Model, bundle.Emotions.Count, windowsOfRun);
        FaceAnimator face = bundle.Geometry.CreateAnimator(isWhole: true);
        RegressionExecutor executor = new(network, bundle.Model, face, Closed(TinyBundles.Constant(1_600, 0.25f)), Keys((0, 0.5f)), FrameRate.Of(framesPerSecond))
        {
            InputStrength = bundle.Geometry.Settings.InputStrength,
        };
        int frame = 0;
        Check(key, face, new WeightSolver(new WeightEquations(bundle.Geometry), isWhole: true), executor, () => executor.TimeSamples, expected =>
            TinyBundles.AssertClose(expected.Floats("result"), network.Result(frame++ % windowsOfRun), "result"));
    }

    [SkippableFact]
    public void Diffusion_gives_the_expected_geometry_and_weights()
    {
        BundleIndex index = TinyBundles.Index("tiny-diffusion");
        DiffusionBundle bundle = DiffusionBundle.Read(index);
        OpenedNetwork opened = OpenedNetwork.Open(index.ReadNetwork(), index.Files, new FaceModelOptions());
        using IDisposable session = opened.Session;
        using DiffusionNetwork network = new(opened.Session, "tiny", bundle, TinyBundles.Constant((int)bundle.NoiseLength, 1));
        FaceGeometry geometry = bundle.ReadFace(bundle.Find("bob"));
        FaceAnimator face = geometry.CreateAnimator(isWhole: true);
        DiffusionExecutor executor = new(network, bundle.Model, 1, face, Closed(TinyBundles.Alternating(4_000, 0.25f)), Keys((0, 0), (4_000, 1)));
        Check("diffusion", face, new WeightSolver(new WeightEquations(geometry), isWhole: true), executor, () => executor.TimeSamples, expected =>
            Assert.Equal(expected.GetProperty("inference").GetInt64(), executor.Window));
    }

    [SkippableFact]
    public void Regression_model_is_animated_like_any_other()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions());
        FaceStreamOptions options = new() { FrameRateFps = 30, Emotions = new Dictionary<string, float> { ["joy"] = 0.5f } };
        CurveTable weights = model.Animate(new AudioClip("clip", TinyBundles.Constant(1_600, 0.25f)), options).Weights;
        AssertWeights("regression_30", weights);
    }

    [SkippableFact]
    public void Diffusion_model_is_animated_like_any_other()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-diffusion"), new FaceModelOptions { Identity = "Bob" });
        FaceStreamOptions options = new() { FrameRateFps = 60, EmotionKeys = [EmotionTracks.Joy(0, 0), EmotionTracks.Joy(0.25, 1)] };
        // The noise moves the eyes alone.
        AssertWeights("diffusion", model.Animate(new AudioClip("clip", TinyBundles.Alternating(4_000, 0.25f)), options).Weights);
    }

    /// <summary>The table of minimal-bundles.md, section 4: contrast 1, two emotions kept, amazement 0.5 before the first frame.</summary>
    [SkippableFact]
    public void Emotions_are_heard_as_expected()
    {
        BundleIndex index = TinyBundles.Index("tiny-a2e");
        EmotionBundle bundle = EmotionBundle.Read(index);
        OpenedNetwork opened = OpenedNetwork.Open(index.ReadNetwork(), index.Files, new FaceModelOptions());
        using IDisposable session = opened.Session;
        using EmotionNetwork network = new(opened.Session, "tiny", 10_000, bundle.Classes.Count);
        TinyBundles.Alternating(10_000, 0.25f).CopyTo(network.Window);
        network.Run();
        TinyBundles.AssertClose([0.5f, 0.25f, -0.5f, 2, -0.25f, -0.5f], network.Scores, "scores");

        EmotionPostProcessor processor = new(bundle.Correspondence, [0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0]) { Options = bundle.Options with { DeltaSeconds = 1 / 30f } };
        float[] emotions = new float[10];
        foreach ((float amazement, float anger, float joy) in new[] { (0.3f, 0.024101f, 0.108013f), (0.2976f, 0.025226f, 0.113053f), (0.293651f, 0.027063f, 0.121286f), (0.288722f, 0.029328f, 0.131440f) })
        {
            processor.Process(network.Scores, bundle.PreferredEmotion, emotions);
            TinyBundles.AssertClose([amazement, anger, 0, 0, 0, 0, joy, 0, 0, 0], emotions, "emotions");
        }
    }

    [SkippableTheory]
    [InlineData("tiny-regression", "regression", "tiny", 0.01, "")]
    [InlineData("tiny-diffusion", "diffusion", "multi", 0.15, "Ann Bob")]
    [InlineData("tiny-a2e", "emotion", "tiny-a2e", 1.875, "")]
    public void Models_say_what_they_are(string bundle, string kind, string name, double lookAheadSeconds, string identities)
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder(bundle), new FaceModelOptions());
        Assert.Equal(kind, model.Info.Kind);
        Assert.Equal(name, model.Info.Name);
        Assert.Equal(lookAheadSeconds, model.Info.LookAheadSeconds, 1e-9);
        Assert.Equal(identities, string.Join(' ', model.Info.Identities));
        Assert.Equal(kind != "emotion", model.Info.HasTongue);
    }

    private static void Check(string key, FaceAnimator face, WeightSolver solver, IFaceExecutor executor, Func<long> time, Action<JsonElement> checkMore)
    {
        float[] weights = new float[solver.Channels.Count];
        foreach (JsonElement expected in TinyBundles.Expected(key))
        {
            Assert.True(executor.TryNextFrame());
            solver.Solve(face, weights);
            Assert.Equal(expected.GetProperty("t").GetInt64(), time());
            checkMore(expected);
            TinyBundles.AssertClose(expected.Floats("skin"), face.SkinPositions, "skin");
            TinyBundles.AssertClose(expected.Floats("tongue"), face.TonguePositions, "tongue");
            TinyBundles.AssertClose(expected.Floats("jaw"), face.JawMatrix, "jaw");
            TinyBundles.AssertClose(expected.Floats("eyes"), face.EyeRotations, "eyes");
            TinyBundles.AssertClose([.. expected.Floats("wskin"), .. expected.Floats("wtongue")], weights, "weights");
        }
        Assert.False(executor.TryNextFrame());
    }

    private static void AssertWeights(string key, CurveTable weights)
    {
        List<JsonElement> expected = TinyBundles.Expected(key);
        Assert.Equal(ArkitChannels.All, weights.Channels);
        Assert.Equal(expected.Count, weights.FrameCount);
        for (int i = 0; i < expected.Count; i++) TinyBundles.AssertClose([.. expected[i].Floats("wskin"), .. expected[i].Floats("wtongue")], weights.Frame(i), "weights");
    }

    private static AudioAccumulator Closed(float[] clip)
    {
        AudioAccumulator audio = new();
        audio.Add(clip);
        audio.Close();
        return audio;
    }

    private static EmotionTimeline Keys(params (long TimeSamples, float Joy)[] keys)
    {
        EmotionTimeline emotions = new(10);
        float[] row = new float[10];
        foreach ((long time, float joy) in keys)
        {
            row[Joy] = joy;
            emotions.Add(time, row);
        }
        emotions.Close();
        return emotions;
    }
}
