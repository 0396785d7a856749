namespace Audio2Face.Modkit.Inference.Numerics;

/// <summary>Solves symmetric positive definite systems made of some rows and columns of a larger one. Buffers are made once; one thread at a time.</summary>
/// <param name="capacity">Most unknowns.</param>
internal sealed class Cholesky(int capacity)
{
    /// <summary>
    /// A pivot this much smaller than the largest diagonal element says that the system may be singular. These are normal equations, whose
    /// condition is the square of the matrix's: the limit stands above the square of what single precision calls rank deficient.
    /// </summary>
    private const double SmallestPivotRatio = 1e-10;

    private readonly double[] _factor = new double[capacity * capacity];
    private int _count;

    /// <summary>Factors the part of a matrix that the given unknowns make up.</summary>
    /// <param name="matrix">Symmetric, row after row.</param>
    /// <param name="size">Rows and columns of <paramref name="matrix"/>.</param>
    /// <param name="unknowns">Which rows and columns, at most the capacity.</param>
    /// <returns>False when the part is not safely positive definite; <see cref="Solve"/> must not be called then.</returns>
    public bool TryFactor(ReadOnlySpan<double> matrix, int size, ReadOnlySpan<int> unknowns)
    {
        _count = unknowns.Length;
        double largest = 0;
        foreach (int i in unknowns) largest = Math.Max(largest, matrix[(i * size) + i]);
        for (int i = 0; i < _count; i++)
        {
            Span<double> row = _factor.AsSpan(i * capacity, capacity);
            for (int j = 0; j <= i; j++)
            {
                ReadOnlySpan<double> other = _factor.AsSpan(j * capacity, j);
                double sum = matrix[(unknowns[i] * size) + unknowns[j]];
                for (int k = 0; k < other.Length; k++) sum -= row[k] * other[k];
                if (j < i) row[j] = sum / _factor[(j * capacity) + j];
                else if (sum > SmallestPivotRatio * largest) row[i] = Math.Sqrt(sum);
                else return false;
            }
        }
        return true;
    }

    /// <summary>Solves the system factored last.</summary>
    /// <param name="values">The right-hand side, one number for each unknown; becomes the solution.</param>
    public void Solve(Span<double> values)
    {
        for (int i = 0; i < _count; i++)
        {
            double sum = values[i];
            for (int k = 0; k < i; k++) sum -= _factor[(i * capacity) + k] * values[k];
            values[i] = sum / _factor[(i * capacity) + i];
        }
        for (int i = _count - 1; i >= 0; i--)
        {
            double sum = values[i];
            for (int k = i + 1; k < _count; k++) sum -= _factor[(k * capacity) + i] * values[k];
            values[i] = sum / _factor[(i * capacity) + i];
        }
    }
}
