namespace Audio2Face.Modkit.Inference.Numerics;

/// <summary>
/// Least-squares solutions of least norm, also where columns depend on each other. Hestenes' one-sided Jacobi method: the columns are rotated in
/// pairs until they are orthogonal, their lengths are then the singular values. Buffers are made once; one thread at a time.
/// </summary>
/// <param name="rows">Rows of every matrix.</param>
/// <param name="capacity">Most columns.</param>
internal sealed class PseudoInverse(int rows, int capacity)
{
    private const int MostSweeps = 60;

    /// <summary>The reference works in single precision; singular values below this times the smaller dimension times the largest count as 0.</summary>
    private const double RankThreshold = 1.1920929e-7;

    private readonly double[] _columns = new double[rows * capacity];
    private readonly double[] _rotations = new double[capacity * capacity];
    private readonly double[] _squares = new double[capacity];
    private int _count;

    /// <summary>Decomposes some columns of a matrix.</summary>
    /// <param name="columns">The matrix, column after column.</param>
    /// <param name="chosen">Which columns, at most the capacity.</param>
    public void Factor(ReadOnlySpan<double> columns, ReadOnlySpan<int> chosen)
    {
        _count = chosen.Length;
        for (int i = 0; i < _count; i++)
        {
            columns.Slice(chosen[i] * rows, rows).CopyTo(Column(i));
            Rotation(i).Clear();
            Rotation(i)[i] = 1;
        }
        bool isOrthogonal = false;
        for (int sweep = 0; sweep < MostSweeps && !isOrthogonal; sweep++)
        {
            isOrthogonal = true;
            for (int p = 0; p < _count - 1; p++)
            {
                for (int q = p + 1; q < _count; q++) isOrthogonal &= !Orthogonalise(p, q);
            }
        }
        double largest = 0;
        for (int i = 0; i < _count; i++)
        {
            _squares[i] = Dot(Column(i), Column(i));
            largest = Math.Max(largest, _squares[i]);
        }
        double threshold = RankThreshold * Math.Min(rows, _count);
        for (int i = 0; i < _count; i++)
        {
            if (_squares[i] <= threshold * threshold * largest) _squares[i] = 0;
        }
    }

    /// <summary>Solves with the matrix decomposed last.</summary>
    /// <param name="target">What the columns should add up to: one number a row.</param>
    /// <param name="solution">Receives one number for each chosen column; finite for every finite matrix.</param>
    public void Solve(ReadOnlySpan<double> target, Span<double> solution)
    {
        solution = solution[.._count];
        solution.Clear();
        for (int i = 0; i < _count; i++)
        {
            if (_squares[i] == 0) continue;
            double share = Dot(Column(i), target) / _squares[i];
            ReadOnlySpan<double> rotation = Rotation(i);
            for (int k = 0; k < solution.Length; k++) solution[k] += share * rotation[k];
        }
    }

    private Span<double> Column(int index) => _columns.AsSpan(index * rows, rows);

    private Span<double> Rotation(int index) => _rotations.AsSpan(index * capacity, _count);

    /// <summary>Rotates two columns until they are orthogonal; false when they were, to rounding.</summary>
    private bool Orthogonalise(int p, int q)
    {
        Span<double> first = Column(p), second = Column(q);
        double pp = Dot(first, first), qq = Dot(second, second), pq = Dot(first, second);
        if (Math.Abs(pq) <= 1e-15 * Math.Sqrt(pp * qq)) return false;
        double theta = (qq - pp) / (2 * pq);
        double tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        Turn(first, second, cosine, sine);
        Turn(Rotation(p), Rotation(q), cosine, sine);
        return true;
    }

    private static void Turn(Span<double> p, Span<double> q, double cosine, double sine)
    {
        for (int i = 0; i < p.Length; i++) (p[i], q[i]) = ((cosine * p[i]) - (sine * q[i]), (sine * p[i]) + (cosine * q[i]));
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
