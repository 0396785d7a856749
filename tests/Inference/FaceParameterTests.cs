using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>What the parts of NVIDIA's models refuse, and what they say then.</summary>
public sealed class FaceParameterTests
{
    private static readonly float[] _neutral = [0, 0, 0, 1, 2, 1];
    private static readonly float[] _poses = [0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1];

    [Theory]
    [InlineData(SkinParameters.LowerFaceSmoothing, 0.11f, "lowerFaceSmoothing", "from 0 to 0.1")]
    [InlineData(SkinParameters.FaceMaskSoftness, 0.0009f, "faceMaskSoftness", "from 0.001 to 0.5")]
    [InlineData(SkinParameters.LipOpenOffset, -0.3f, "lipOpenOffset", "from -0.2 to 0.2")]
    [InlineData(SkinParameters.SkinStrength, float.NaN, "skinStrength", "from 0 to 2")]
    public void A_value_out_of_range_is_refused_and_the_old_one_stays(int index, float value, string name, string range)
    {
        ParameterSet parameters = new(SkinParameters.All);
        float before = parameters[index];
        Issue issue = Assert.Throws<ModkitException>(() => parameters[index] = value).Issues[0];
        Assert.Equal(("MOD15", name), (issue.Code, issue.Place));
        Assert.Contains(range, issue.Hint, StringComparison.Ordinal);
        Assert.Equal(before, parameters[index]);

        float[] all = [.. SkinParameters.All.Select(p => p.Maximum)];
        all[index] = value;
        Assert.Throws<ModkitException>(() => parameters.SetAll(all));
        Assert.Equal(SkinParameters.All[0].Default, parameters[0]);
    }

    [Fact]
    public void Limits_themselves_are_allowed_and_defaults_lie_within()
    {
        foreach (ParameterRange range in SkinParameters.All.Concat(TongueParameters.All).Concat(JawParameters.All).Concat(EyesParameters.All))
        {
            range.Check(range.Minimum);
            range.Check(range.Maximum);
            range.Check(range.Default);
        }
    }

    [Fact]
    public void Solver_options_name_what_is_wrong()
    {
        AssertRefused("MOD15", "strengthL2regularization", new BlendshapeSolverOptions { L2Strength = -1 });
        AssertRefused("MOD15", "templateBBSize", new BlendshapeSolverOptions { TemplateSize = 0.5f });
        AssertRefused("MOD15", "strengthSymmetry", new BlendshapeSolverOptions { SymmetryStrength = float.PositiveInfinity });
        AssertRefused("MOD16", "bsWeightOffsets", new BlendshapeSolverOptions { Offsets = [0, 0] });
        AssertRefused("MOD16", "bsSolveActivePoses", new BlendshapeSolverOptions { Active = [0, 0, 0] });
        AssertRefused("MOD16", "bsSolveCancelPoses", new BlendshapeSolverOptions { CancelPairs = [4, -1, -1] });
        AssertRefused("MOD16", "bsSolveSymmetryPoses", new BlendshapeSolverOptions { SymmetryPairs = [1, 1, 1] });
    }

    [Fact]
    public void Geometry_that_does_not_fit_together_is_refused()
    {
        float[] flat = [0, 1, 0, 1, 1, 0];
        AssertCode("MOD16", () => _ = new SkinMesh(flat, flat, flat));
        AssertCode("MOD16", () => _ = new SkinMesh(_neutral, _neutral, [1, 2, 3]));
        AssertCode("MOD16", () => _ = new SkinMesh(_neutral, _neutral, _neutral, [0, 2]));
        AssertCode("MOD16", () => _ = new PcaReconstruction([1, 2, 3, 4], 1));
        AssertCode("MOD16", () => _ = new BlendshapeSolver(new BlendshapeData(_neutral, [.. _poses[1..], float.NaN], null), new BlendshapeSolverOptions()));
        AssertCode("MOD16", () => _ = new TongueAnimator([1, 2]));
        AssertCode("MOD16", () => _ = new JawAnimator([]));
        AssertCode("MOD16", () => _ = new EyesAnimator([1, 2, 3]));
        AssertCode("MOD16", () => _ = new BlendshapeData(_neutral, [1, 2, 3, 4], null));
        AssertCode("MOD16", () => _ = new BlendshapeSolver(new BlendshapeData(_neutral, _poses, [-1]), new BlendshapeSolverOptions()));
        BlendshapeSolver solver = new(new BlendshapeData(_neutral, _poses, [1]), new BlendshapeSolverOptions());
        AssertCode("MOD16", () => _ = new SkinCoefficientSolver(new SkinProjection(new PcaReconstruction(_poses, 3), new SkinMesh(_neutral, _neutral, _neutral)), solver, new ParameterSet(SkinParameters.All)));
        AssertCode("MOD16", () => _ = new EmotionPostProcessor([0, 10], new float[10]));
        AssertCode("MOD15", () => _ = WindowTiming.Classifier(16_000, 16_000, new FrameRate(30), 30));
    }

    [Fact]
    public void Emotion_keys_stand_in_the_order_of_their_times()
    {
        EmotionTimeline timeline = new(1);
        timeline.Add(16_000, [1]);
        Issue issue = Assert.Throws<ModkitException>(() => timeline.Add(8_000, [1])).Issues[0];
        Assert.Equal(("MOD17", "emotion at 0.5 s"), (issue.Code, issue.Place));
        AssertCode("MOD17", () => timeline.Add(16_000, [1]));
    }

    [Fact]
    public void A_solver_keeps_its_old_options_when_new_ones_do_not_fit()
    {
        BlendshapeSolver solver = new(new BlendshapeData(_neutral, _poses, null), new BlendshapeSolverOptions { L1Strength = 0, L2Strength = 0, Offsets = [0, 0, 0.5f] });
        Assert.Throws<ModkitException>(() => solver.Prepare(new BlendshapeSolverOptions { Offsets = [] }));
        float[] weights = new float[3];
        // Half of the first pose: y rises by 0.5 everywhere.
        solver.Solve([0, 0.5f, 0, 1, 2.5f, 1], weights);
        Assert.Equal(0.5f, weights[0], 1e-6f);
        Assert.Equal(0, weights[1], 1e-6f);
        Assert.Equal(0.5f, weights[2], 1e-6f);
    }

    private static void AssertRefused(string code, string place, BlendshapeSolverOptions options)
    {
        Issue issue = Assert.Throws<ModkitException>(() => new BlendshapeSolver(new BlendshapeData(_neutral, _poses, null), options)).Issues[0];
        Assert.Equal((code, place), (issue.Code, issue.Place));
    }

    private static void AssertCode(string code, Action action) => Assert.Equal(code, Assert.Throws<ModkitException>(action).Issues[0].Code);
}
