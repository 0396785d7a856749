using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>What a user and a profile set on NVIDIA's models, and what either is told when it cannot be.</summary>
public sealed class FaceSettingTests
{
    /// <summary>
    /// First frame of the clip of minimal-bundles.md, section 2.3, the two normal equations of the tongue solved by hand: up and down are (0.5, -0.5) in y at
    /// four vertices, so b = 2 y and up = 2 x 2.2 b / 2.44; stretch is 4 z / 4.2.
    /// </summary>
    [SkippableTheory]
    [InlineData("tongueDepthOffset", 0, "tongueStretch", 0.952381)]
    [InlineData("tongueStrength", 0, "tongueUp", 0.901639)]
    [InlineData("TONGUEHEIGHTOFFSET", 0.125, "tongueUp", 0.901639)]
    [InlineData("inputStrength", 4, "tongueUp", 1.803279)]
    [InlineData("skinStrength", 0, "browInnerUp", 0)]
    public void A_parameter_changes_what_it_should(string name, float value, string channel, float expected)
    {
        Assert.NotEqual(expected, First(new FaceModelOptions(), channel), 0.01f);
        Assert.Equal(expected, First(new FaceModelOptions { FaceParameters = Of((name, value)) }, channel), 1e-4f);
        Assert.Equal(expected, First(new FaceModelOptions { Wishes = new FaceWishes { FaceParameters = Of((name, value)) } }, channel), 1e-4f);
        Assert.Equal(expected, First(new FaceModelOptions { FaceParameters = Of((name, value)), Wishes = new FaceWishes { FaceParameters = Of((name, 1.5f)) } }, channel), 1e-4f);
    }

    [SkippableFact]
    public void A_model_tells_the_values_in_use()
    {
        using FaceModel regression = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions { FaceParameters = Of(("skinstrength", 0.5f)) });
        IReadOnlyDictionary<string, float> values = regression.Info.FaceParameters;
        Assert.Equal(FaceParameter.All.Select(parameter => parameter.Name), values.Keys);
        Assert.Equal((2, 0.05f, 0.5f), (values["inputStrength"], values["lowerFaceSmoothing"], values["skinStrength"]));
        Assert.Equal((-2, 2, 3), (values["rightEyeballRotationOffsetY"], values["leftEyeballRotationOffsetY"], values["saccadeSeed"]));
        Assert.Equal((0, FaceSolver.Bounded), (values["blinkOffset"], regression.Info.Solver));

        // NVIDIA's SDK does not apply the gain of a diffusion model's file, but that of a user.
        using FaceModel diffusion = FaceModel.Open(TinyBundles.Folder("tiny-diffusion"), new FaceModelOptions());
        Assert.Equal(1, diffusion.Info.FaceParameters["inputStrength"]);
        using FaceModel louder = FaceModel.Open(TinyBundles.Folder("tiny-diffusion"), new FaceModelOptions { FaceParameters = Of(("inputStrength", 2)) });
        AudioClip clip = new("clip", Signals.Babble(8_000, seed: 3)), twice = new("twice", clip.Samples.ToArray().Select(sample => 2 * sample).ToArray());
        FaceStreamOptions options = new();
        FaceStreamTests.AssertClose(diffusion.Animate(twice, options).Weights.Values.ToArray(), louder.Animate(clip, options).Weights.Values.ToArray(), 1e-5f);
    }

    [SkippableFact]
    public void Everything_wrong_is_told_at_once()
    {
        ModkitException e = Assert.Throws<ModkitException>(() => FaceModel.Open(TinyBundles.Folder("tiny-regression"),
            new FaceModelOptions { Identity = "Zoe", FaceParameters = Of(("lowerFaceStrenght", 1), ("skinStrength", 2.5f), ("blinkStrength", float.NaN)) }));
        Assert.Equal(["MOD19", "MOD31", "MOD15", "MOD15"], e.Issues.Select(issue => issue.Code));
        Assert.Equal("Did you mean 'lowerFaceStrength'?", e.Issues[1].Hint);
        Assert.Contains("from 0 to 2", e.Issues[2].Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_the_same_table()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(TestPaths.RepositoryRoot, "docs", "models.md")).Where(line => FaceParameter.All.Any(parameter => line.StartsWith($"| `{parameter.Name}` |", StringComparison.Ordinal)))];
        Assert.Equal(FaceParameter.All.Select(p => FormattableString.Invariant($"| `{p.Name}` | {p.Minimum} to {p.Maximum} | {p.Default} | {p.Unit} | {p.Summary} |")), rows);
    }

    [Fact]
    public void Our_model_refuses_what_it_does_not_have()
    {
        ModkitException e = Assert.Throws<ModkitException>(() => FaceModel.Open(null, new FaceModelOptions { FaceParameters = Of(("skinStrength", 1)), Solver = FaceSolver.Admm }));
        Assert.Equal([("MOD32", "skinStrength"), ("MOD32", "solver")], e.Issues.Select(issue => (issue.Code, issue.Place)));
    }

    [SkippableFact]
    public void Wishes_that_do_not_fit_are_left_and_told_in_a_line()
    {
        FaceWishes wishes = new() { Identity = "bob", FaceParameters = Of(("skinStrength", 0.5f)), Solver = FaceSolver.Admm };
        using FaceModel ours = FaceModel.Open(null, new FaceModelOptions { Wishes = wishes });
        Assert.Contains("identity bob, skinStrength, solver", Assert.Single(ours.Info.Notes), StringComparison.Ordinal);
        using FaceModel regression = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions { Wishes = wishes });
        Assert.EndsWith(": identity bob.", Assert.Single(regression.Info.Notes), StringComparison.Ordinal);
        using FaceModel diffusion = FaceModel.Open(TinyBundles.Folder("tiny-diffusion"), new FaceModelOptions { Wishes = wishes });
        Assert.Empty(diffusion.Info.Notes);
        Assert.Equal(("Bob", FaceSolver.Admm), (diffusion.Info.Identity, diffusion.Info.Solver));
        using FaceModel told = FaceModel.Open(TinyBundles.Folder("tiny-diffusion"), new FaceModelOptions { Identity = "ann", Solver = FaceSolver.Bounded, Wishes = wishes });
        Assert.Equal(("Ann", FaceSolver.Bounded), (told.Info.Identity, told.Info.Solver));
    }

    /// <summary>The solver itself is held to NVIDIA's numbers by the golden cases: here it has to be the one in use.</summary>
    [SkippableTheory]
    [InlineData("tiny-regression")]
    [InlineData("tiny-diffusion")]
    public void Solver_asked_for_is_the_one_in_use(string bundle)
    {
        AudioClip clip = new("clip", Signals.Babble(16_000, seed: 8));
        FaceStreamOptions options = new() { FrameRateFps = 60 };
        using FaceModel bounded = FaceModel.Open(TinyBundles.Folder(bundle), new FaceModelOptions()), admm = FaceModel.Open(TinyBundles.Folder(bundle), new FaceModelOptions { Solver = FaceSolver.Admm });
        float[] exact = bounded.Animate(clip, options).Weights.Values.ToArray(), rough = admm.Animate(clip, options).Weights.Values.ToArray();
        Assert.Contains(exact.Zip(rough), pair => Math.Abs(pair.First - pair.Second) > 1e-4f);
        FaceStreamTests.AssertClose(exact, rough, 0.5f);
    }

    private static float First(FaceModelOptions options, string channel)
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), options);
        CurveTable weights = model.Animate(new AudioClip("clip", TinyBundles.Constant(1_600, 0.25f)), new FaceStreamOptions { FrameRateFps = 30, Emotions = Of(("joy", 0.5f)) }).Weights;
        return weights.Frame(0)[weights.Channels.ToList().IndexOf(channel)];
    }

    private static Dictionary<string, float> Of(params (string Name, float Value)[] values) => values.ToDictionary(pair => pair.Name, pair => pair.Value);
}
