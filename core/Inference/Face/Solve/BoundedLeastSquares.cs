using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>
/// Least |Ax - b|^2 with lower &lt;= x &lt;= upper, by the reference's active-set method and its stopping rules: model contract, section 6.4.
/// Sub-problems are solved by their normal equations, which are made once, and by a pseudo-inverse where those are nearly singular.
/// </summary>
internal sealed class BoundedLeastSquares : IBoundedSolver
{
    private const double SmallestProgress = 1e-6;

    private readonly int _rows;
    private readonly int _count;
    private readonly double _tolerance;
    private readonly double[] _columns;
    private readonly double[] _gram;
    private readonly double[] _projected;
    private readonly double[] _residual;
    private readonly double[] _gradient;
    private readonly double[] _goal;
    private readonly double[] _partial;
    private readonly int[] _bound;
    private readonly int[] _free;
    private readonly Cholesky _whole;
    private readonly Cholesky _part;
    private readonly PseudoInverse _pseudoInverse;
    private readonly bool _isWholeFactored;

    /// <param name="matrix">[rows, unknowns]: A, row after row.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="tolerance">The search ends when no gradient component violates its sign by this much.</param>
    public BoundedLeastSquares(ReadOnlySpan<double> matrix, int rows, double tolerance)
    {
        _rows = rows;
        _count = matrix.Length / rows;
        _tolerance = tolerance;
        _columns = new double[matrix.Length];
        for (int i = 0; i < matrix.Length; i++) _columns[(i % _count * rows) + (i / _count)] = matrix[i];
        _gram = new double[_count * _count];
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < _count; j++) _gram[(i * _count) + j] = Dot(Column(i), Column(j));
        }
        _projected = new double[_count];
        _residual = new double[rows];
        _gradient = new double[_count];
        _goal = new double[_count];
        _partial = new double[_count];
        _bound = new int[_count];
        _free = [.. Enumerable.Range(0, _count)];
        _whole = new Cholesky(_count);
        _part = new Cholesky(_count);
        _pseudoInverse = new PseudoInverse(rows, _count);
        _isWholeFactored = _whole.TryFactor(_gram, _count, _free);
    }

    /// <inheritdoc />
    public void Solve(ReadOnlySpan<double> target, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution)
    {
        for (int i = 0; i < _count; i++) _projected[i] = Dot(Column(i), target);
        StartFeasible(target, lower, upper, solution);
        double cost = Evaluate(target, solution), violation = UpdateBounds(lower, upper, solution);
        for (int iteration = 0; iteration < _count && violation >= _tolerance; iteration++)
        {
            int freed = MostWrong();
            if (freed < 0) break;
            _bound[freed] = 0;
            Descend(target, lower, upper, solution);

            double newCost = Evaluate(target, solution), newViolation = UpdateBounds(lower, upper, solution);
            bool isStuck = newCost > cost || Math.Abs(newViolation - violation) < SmallestProgress;
            (cost, violation) = (newCost, newViolation);
            if (isStuck) break;
        }
    }

    /// <summary>Solves without bounds, sets what lies outside onto its bound and solves for the rest, until all lie inside.</summary>
    private void StartFeasible(ReadOnlySpan<double> target, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution)
    {
        Array.Clear(_bound);
        bool isInside = false;
        while (!isInside)
        {
            MinimiseFree(target, solution);
            isInside = true;
            for (int i = 0; i < _count; i++)
            {
                if (_bound[i] != 0 || (solution[i] >= lower[i] && solution[i] <= upper[i])) continue;
                _bound[i] = solution[i] < lower[i] ? -1 : 1;
                solution[i] = _bound[i] < 0 ? lower[i] : upper[i];
                isInside = false;
            }
        }
    }

    /// <summary>Goes from the solution towards the minimum over the free unknowns; what meets its bound on the way stays there.</summary>
    private void Descend(ReadOnlySpan<double> target, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution)
    {
        while (true)
        {
            solution.CopyTo(_goal);
            MinimiseFree(target, _goal);
            double way = 1;
            int blocking = -1;
            for (int i = 0; i < _count; i++)
            {
                if (_bound[i] != 0 || (_goal[i] >= lower[i] && _goal[i] <= upper[i])) continue;
                double room = ((_goal[i] < lower[i] ? lower[i] : upper[i]) - solution[i]) / (_goal[i] - solution[i]);
                if (room >= way) continue;
                way = room;
                blocking = i;
            }
            for (int i = 0; i < _count; i++)
            {
                if (_bound[i] == 0) solution[i] = Math.Clamp(solution[i] + (way * (_goal[i] - solution[i])), lower[i], upper[i]);
            }
            if (blocking < 0) return;
            solution[blocking] = _goal[blocking] < lower[blocking] ? lower[blocking] : upper[blocking];
            for (int i = 0; i < _count; i++) _bound[i] = BoundOf(solution[i], lower[i], upper[i]);
        }
    }

    /// <summary>Replaces the free unknowns by the least-squares solution that the others leave them.</summary>
    private void MinimiseFree(ReadOnlySpan<double> target, Span<double> solution)
    {
        int freeCount = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_bound[i] == 0) _free[freeCount++] = i;
        }
        if (freeCount == 0) return;
        ReadOnlySpan<int> free = _free.AsSpan(0, freeCount);
        Span<double> partial = _partial.AsSpan(0, freeCount);
        Cholesky factor = freeCount == _count ? _whole : _part;
        if (freeCount == _count ? _isWholeFactored : _part.TryFactor(_gram, _count, free))
        {
            for (int f = 0; f < freeCount; f++)
            {
                double sum = _projected[free[f]];
                for (int i = 0; i < _count; i++)
                {
                    if (_bound[i] != 0) sum -= _gram[(free[f] * _count) + i] * solution[i];
                }
                partial[f] = sum;
            }
            factor.Solve(partial);
        }
        else
        {
            target.CopyTo(_residual);
            for (int i = 0; i < _count; i++)
            {
                if (_bound[i] != 0) Subtract(Column(i), solution[i], _residual);
            }
            _pseudoInverse.Factor(_columns, free);
            _pseudoInverse.Solve(_residual, partial);
        }
        for (int f = 0; f < freeCount; f++) solution[free[f]] = partial[f];
    }

    /// <summary>Cost |Ax - b|^2 / 2; the gradient is left in its buffer.</summary>
    private double Evaluate(ReadOnlySpan<double> target, ReadOnlySpan<double> solution)
    {
        target.CopyTo(_residual);
        for (int i = 0; i < _count; i++) Subtract(Column(i), solution[i], _residual);
        for (int i = 0; i < _count; i++) _gradient[i] = -Dot(Column(i), _residual);
        return 0.5 * Dot(_residual, _residual);
    }

    /// <summary>Notes which unknowns lie on a bound; returns how far the worst gradient component is from what a minimum allows.</summary>
    private double UpdateBounds(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, ReadOnlySpan<double> solution)
    {
        double violation = double.NegativeInfinity;
        for (int i = 0; i < _count; i++)
        {
            _bound[i] = BoundOf(solution[i], lower[i], upper[i]);
            violation = Math.Max(violation, _bound[i] == 0 ? Math.Abs(_gradient[i]) : _gradient[i] * _bound[i]);
        }
        return violation;
    }

    private int MostWrong()
    {
        int worst = -1;
        double most = 0;
        for (int i = 0; i < _count; i++)
        {
            double wrong = _gradient[i] * _bound[i];
            if (wrong <= most) continue;
            most = wrong;
            worst = i;
        }
        return worst;
    }

    private static int BoundOf(double value, double lower, double upper) => value == lower ? -1 : value == upper ? 1 : 0;

    private ReadOnlySpan<double> Column(int index) => _columns.AsSpan(index * _rows, _rows);

    private static void Subtract(ReadOnlySpan<double> column, double factor, Span<double> target)
    {
        for (int i = 0; i < column.Length; i++) target[i] -= factor * column[i];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
