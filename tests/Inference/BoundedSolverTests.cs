using Audio2Face.Modkit.Inference.Face.Solve;
using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>What any right solution has, on systems made by chance.</summary>
public sealed class BoundedSolverTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 6, 6)]
    [InlineData(3, 30, 12)]
    [InlineData(4, 43, 43)]
    [InlineData(5, 60, 52)]
    public void Solution_is_within_bounds_and_no_direction_leads_lower(int seed, int rows, int count)
    {
        Random random = new(seed);
        for (int trial = 0; trial < 20; trial++)
        {
            double[] matrix = Numbers(random, rows * count), target = Numbers(random, rows, 5), upper = new double[count];
            for (int i = 0; i < count; i++) upper[i] = random.Next(4) == 0 ? 1e-10 : 1;
            double[] x = new double[count], lower = new double[count];
            new BoundedLeastSquares(matrix, rows, 1e-10).Solve(target, lower, upper, x);
            double[] gradient = Gradient(matrix, target, x, rows);
            double scale = gradient.Max(Math.Abs) + 1;
            for (int i = 0; i < count; i++)
            {
                Assert.InRange(x[i], lower[i], upper[i]);
                if (x[i] > lower[i]) Assert.True(gradient[i] <= 1e-7 * scale, $"unknown {i} should be smaller: {x[i]}, gradient {gradient[i]}");
                if (x[i] < upper[i]) Assert.True(gradient[i] >= -1e-7 * scale, $"unknown {i} should be larger: {x[i]}, gradient {gradient[i]}");
            }
        }
    }

    [Fact]
    public void Equal_columns_share_the_weight_and_zero_columns_get_none()
    {
        // Columns 0 and 1 are equal, column 2 is zero: the least norm is shared evenly.
        double[] matrix = [1, 1, 0, 2, 2, 0, 0, 0, 0];
        double[] x = new double[3];
        new BoundedLeastSquares(matrix, 3, 1e-10).Solve([0.5, 1, 0], [0, 0, 0], [1, 1, 1], x);
        Assert.Equal(0.25, x[0], 1e-9);
        Assert.Equal(0.25, x[1], 1e-9);
        Assert.Equal(0, x[2], 1e-9);
    }

    [Theory]
    [InlineData(7, 5, 5, 2)]
    [InlineData(8, 20, 12, 3)]
    [InlineData(9, 12, 12, 0)]
    public void Rank_deficient_systems_have_finite_solutions_whose_residual_is_orthogonal(int seed, int rows, int count, int rank)
    {
        Random random = new(seed);
        double[] left = Numbers(random, rows * Math.Max(1, rank)), right = Numbers(random, Math.Max(1, rank) * count), columns = new double[rows * count];
        for (int c = 0; c < count; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                for (int k = 0; k < rank; k++) columns[(c * rows) + r] += left[(k * rows) + r] * right[(k * count) + c];
            }
        }
        double[] target = Numbers(random, rows), x = new double[count];
        PseudoInverse inverse = new(rows, count);
        inverse.Factor(columns, [.. Enumerable.Range(0, count)]);
        inverse.Solve(target, x);
        Assert.All(x, value => Assert.True(double.IsFinite(value)));
        for (int c = 0; c < count; c++)
        {
            double along = 0;
            for (int r = 0; r < rows; r++)
            {
                double residual = -target[r];
                for (int k = 0; k < count; k++) residual += columns[(k * rows) + r] * x[k];
                along += columns[(c * rows) + r] * residual;
            }
            Assert.Equal(0, along, 1e-9);
        }
    }

    [Fact]
    public void Rank_deficient_solves_stay_finite_and_within_bounds()
    {
        Random random = new(11);
        for (int trial = 0; trial < 50; trial++)
        {
            int rows = random.Next(2, 20), count = random.Next(2, 20);
            double[] matrix = Numbers(random, rows * count);
            // Every second column repeats the one before.
            for (int r = 0; r < rows; r++)
            {
                for (int c = 1; c < count; c += 2) matrix[(r * count) + c] = matrix[(r * count) + c - 1];
            }
            double[] x = new double[count], upper = [.. Enumerable.Repeat(1.0, count)];
            new BoundedLeastSquares(matrix, rows, 1e-10).Solve(Numbers(random, rows, 3), new double[count], upper, x);
            Assert.All(x, value => Assert.InRange(value, 0, 1));
        }
    }

    [Fact]
    public void Cholesky_refuses_what_is_not_positive_definite()
    {
        Cholesky cholesky = new(2);
        Assert.False(cholesky.TryFactor([1, 2, 2, 1], 2, [0, 1]));
        Assert.False(cholesky.TryFactor([0, 0, 0, 0], 2, [0, 1]));
        Assert.True(cholesky.TryFactor([4, 2, 2, 3], 2, [0, 1]));
        double[] x = [8, 7];
        cholesky.Solve(x);
        // 4x + 2y = 8 and 2x + 3y = 7.
        Assert.Equal(1.25, x[0], 1e-12);
        Assert.Equal(1.5, x[1], 1e-12);
    }

    private static double[] Numbers(Random random, int count, double scale = 1) => [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * random.NextDouble()) - 1))];

    private static double[] Gradient(double[] matrix, double[] target, double[] x, int rows)
    {
        int count = x.Length;
        double[] gradient = new double[count];
        for (int r = 0; r < rows; r++)
        {
            double residual = -target[r];
            for (int c = 0; c < count; c++) residual += matrix[(r * count) + c] * x[c];
            for (int c = 0; c < count; c++) gradient[c] += matrix[(r * count) + c] * residual;
        }
        return gradient;
    }
}
