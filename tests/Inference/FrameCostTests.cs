using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>Prints what a frame costs beside the network, at the size of NVIDIA's largest regression model. Runs when MODKIT_COSTS is set; asserts no speed.</summary>
public sealed class FrameCostTests(ITestOutputHelper output)
{
    private const int FittedVertices = 10_085;
    private const int Shapes = 272;
    private const int ActivePoses = 43;
    private const int WarmUpFrames = 60;
    private const int Frames = 200;

    private readonly Random _random = new(1);

    [SkippableFact]
    public void Processor_time_of_a_frame_in_milliseconds()
    {
        Skip.If(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("MODKIT_COSTS")), "set MODKIT_COSTS=1 to print what a frame costs");
        PcaReconstruction shapes = new(Numbers(Shapes * FittedVertices * 3, 0.1f), Shapes);
        float[] neutral = Numbers(3 * FittedVertices, 15), poses = Numbers(ActivePoses * 3 * FittedVertices, 0.05f), offsets = new float[neutral.Length], positions = new float[neutral.Length];
        float[] weights = new float[ActivePoses], coefficients = new float[Shapes];
        SkinMesh mesh = new(neutral, Numbers(neutral.Length, 1), Numbers(neutral.Length, 1));
        SkinAnimator skin = new(mesh);
        BlendshapeSolverOptions options = new() { L1Strength = 0.5f, L2Strength = 0.5f, TemporalStrength = 0.3f };
        BlendshapeSolver solver = new(new BlendshapeData(neutral, poses, null), options), admm = new(new BlendshapeData(neutral, poses, null), options with { Kind = FaceSolver.Admm });
        SkinCoefficientSolver direct = new(new SkinProjection(shapes, mesh), new BlendshapeSolver(new BlendshapeData(neutral, poses, null), options), skin.Parameters);

        (string Name, Action Step)[] steps =
        [
            ("geometry of the fitted vertices from coefficients", () => shapes.Reconstruct(coefficients, offsets)),
            ("skin animator on the fitted vertices", () => skin.Animate(offsets, 1 / 30f, positions)),
            ("weights from geometry, least squares", () => solver.Solve(positions, weights)),
            ("weights from geometry, ADMM", () => admm.Solve(positions, weights)),
            ("weights from coefficients, least squares (all of the above)", () => direct.Solve(coefficients, 1 / 30f, weights)),
        ];
        TimeSpan[] spent = new TimeSpan[steps.Length];
        for (int frame = 0; frame < WarmUpFrames + Frames; frame++)
        {
            for (int s = 0; s < Shapes; s++) coefficients[s] = 0.3f * ((2 * _random.NextSingle()) - 1);
            for (int i = 0; i < steps.Length; i++)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                steps[i].Step();
                if (frame >= WarmUpFrames) spent[i] += Environment.CpuUsage.TotalTime - before;
            }
        }
        for (int i = 0; i < steps.Length; i++)
            output.WriteLine(FormattableString.Invariant($"{spent[i].TotalMilliseconds / Frames,8:0.000} ms  {steps[i].Name}"));
        Assert.All(weights, weight => Assert.InRange(weight, 0, 1));
    }

    private float[] Numbers(int count, float scale)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = scale * ((2 * _random.NextSingle()) - 1);
        return numbers;
    }
}
