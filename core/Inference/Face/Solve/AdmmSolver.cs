using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>
/// The reference's solver for graphics cards, which NVIDIA's service uses: four rounds of the alternating direction method of multipliers, not
/// run until it converges. Model contract, section 6.7. Square systems only.
/// </summary>
internal sealed class AdmmSolver : IBoundedSolver
{
    private const int Rounds = 4;
    private const double OverRelaxation = 1.9;
    private const double PenaltyRatio = 0.25;

    private readonly double[] _columns;
    private readonly double[] _penalty;
    private readonly double[] _projected;
    private readonly double[] _dual;
    private readonly double[] _free;
    private readonly PseudoInverse _unbounded;
    private readonly PseudoInverse _penalised;

    /// <param name="matrix">[unknowns, unknowns]: A, row after row.</param>
    /// <param name="count">Number of unknowns.</param>
    public AdmmSolver(ReadOnlySpan<double> matrix, int count)
    {
        _columns = new double[count * count];
        for (int i = 0; i < matrix.Length; i++) _columns[(i % count * count) + (i / count)] = matrix[i];
        _penalty = new double[count];
        _projected = new double[count];
        _dual = new double[count];
        _free = new double[count];

        double[] gram = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++) gram[(i * count) + j] = Dot(Column(i), Column(j));
        }
        for (int i = 0; i < count; i++)
        {
            _penalty[i] = PenaltyRatio * PenaltyRatio * gram[(i * count) + i];
            gram[(i * count) + i] += _penalty[i];
        }
        int[] all = [.. Enumerable.Range(0, count)];
        _unbounded = new PseudoInverse(count, count);
        _unbounded.Factor(_columns, all);
        _penalised = new PseudoInverse(count, count);
        _penalised.Factor(gram, all);
    }

    /// <inheritdoc />
    public void Solve(ReadOnlySpan<double> target, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution)
    {
        for (int i = 0; i < _projected.Length; i++) _projected[i] = Dot(Column(i), target);
        _unbounded.Solve(target, solution);
        for (int i = 0; i < _dual.Length; i++) solution[i] = Math.Clamp(solution[i], lower[i], upper[i]);
        Array.Clear(_dual);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < _dual.Length; i++) solution[i] = (_penalty[i] * (solution[i] - _dual[i])) + _projected[i];
            _penalised.Solve(solution, _free);
            for (int i = 0; i < _dual.Length; i++)
            {
                solution[i] = Math.Clamp(_dual[i] + _free[i], lower[i], upper[i]);
                _dual[i] += OverRelaxation * (_free[i] - solution[i]);
            }
        }
    }

    private ReadOnlySpan<double> Column(int index) => _columns.AsSpan(index * _dual.Length, _dual.Length);

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
