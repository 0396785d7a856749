using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>Weights from coefficients against weights from the geometry that the coefficients make: the way the golden cases confirm.</summary>
public sealed class SkinCoefficientSolverTests
{
    private const int Vertices = 40;
    private const int Shapes = 6;
    private const int Poses = 9;
    private static readonly int[] _fitted = [.. Enumerable.Range(0, Vertices).Where(v => v % 4 != 0).Reverse()];

    private readonly Random _random = new(21);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_are_those_of_the_geometry_while_everything_changes(bool isAdmm)
    {
        float[] neutral = Numbers(3 * Vertices, 10), shapes = Numbers(Shapes * 3 * Vertices, 1), lip = Numbers(3 * Vertices, 1), eye = Numbers(3 * Vertices, 1);
        // The network's neutral face and that of the blendshapes need not be the same.
        BlendshapeData poses = new([.. neutral.Select(value => value + 0.05f)], Numbers(Poses * 3 * Vertices, 1), _fitted);
        BlendshapeSolverOptions options = new() { L2Strength = 0.2f, TemporalStrength = 0.5f, CancelPairs = [0, 0, -1, -1, -1, -1, -1, -1, -1], Kind = isAdmm ? FaceSolver.Admm : FaceSolver.Bounded };
        BlendshapeSolver solver = new(poses, options), directSolver = new(poses, options);
        PcaReconstruction whole = new(shapes, Shapes);
        SkinAnimator skin = new(new SkinMesh(neutral, lip, eye));
        SkinCoefficientSolver direct = new(new SkinProjection(new PcaReconstruction(shapes, Shapes, _fitted), new SkinMesh(neutral, lip, eye, _fitted)), directSolver, skin.Parameters);

        float[] coefficients = new float[Shapes], offsets = new float[3 * Vertices], expected = new float[Poses], actual = new float[Poses];
        int inside = 0;
        for (int frame = 0; frame < 60; frame++)
        {
            if (frame % 10 == 0)
            {
                float[] parameters = [.. SkinParameters.All.Select(range => range.Minimum + (_random.NextSingle() * (range.Maximum - range.Minimum)))];
                if (frame == 20) parameters[SkinParameters.LowerFaceSmoothing] = 0;
                skin.Parameters.SetAll(parameters);
            }
            if (frame == 25)
            {
                skin.Reset();
                solver.Reset();
                direct.Reset();
            }
            if (frame == 45)
            {
                solver.Prepare(options with { Active = [1, 1, 1, 0, 1, 1, 0, 1, 1] });
                directSolver.Prepare(options with { Active = [1, 1, 1, 0, 1, 1, 0, 1, 1] });
            }
            for (int s = 0; s < Shapes; s++) coefficients[s] = (2 * _random.NextSingle()) - 1;
            whole.Reconstruct(coefficients, offsets);
            skin.Animate(offsets, 1 / 30f, offsets);
            solver.Solve(offsets, expected);
            direct.Solve(coefficients, 1 / 30f, actual);
            FaceStreamTests.AssertClose(expected, actual, 2e-5f);
            inside += expected.Count(weight => weight is > 0.01f and < 0.99f);
        }
        Assert.True(inside > 60, "nearly all weights lie at their bounds: the test shows little");
    }

    private float[] Numbers(int count, float scale) => [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * _random.NextSingle()) - 1))];
}
