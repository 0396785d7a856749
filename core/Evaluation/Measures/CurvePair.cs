namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>Two curves on the same frames, each about its own mean, with what is needed to correlate them at any lag quickly.</summary>
internal sealed class CurvePair
{
    /// <summary>A curve whose values all lie this near together stands still.</summary>
    private const double Still = 1e-6;

    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _firstSums;
    private readonly double[] _secondSums;
    private readonly double[] _firstSquares;
    private readonly double[] _secondSquares;

    /// <param name="first">The one curve; taken over and changed.</param>
    /// <param name="second">The other, of the same length; taken over and changed.</param>
    public CurvePair(double[] first, double[] second)
    {
        FirstMoves = Moves(first);
        SecondMoves = Moves(second);
        (_first, _firstSums, _firstSquares) = Centred(first);
        (_second, _secondSums, _secondSquares) = Centred(second);
    }

    public bool FirstMoves { get; }

    public bool SecondMoves { get; }

    /// <summary>The sums of products and squares about the means, of the frames both have when the second is read <paramref name="lag"/> frames later.</summary>
    public (double Products, double FirstSquares, double SecondSquares) At(int lag)
    {
        int from = Math.Max(0, -lag), to = Math.Min(_first.Length, _second.Length - lag);
        int count = to - from;
        double products = 0;
        for (int i = from; i < to; i++) products += _first[i] * _second[i + lag];
        double firstSum = _firstSums[to] - _firstSums[from], secondSum = _secondSums[to + lag] - _secondSums[from + lag];
        return (products - (firstSum * secondSum / count),
            _firstSquares[to] - _firstSquares[from] - (firstSum * firstSum / count),
            _secondSquares[to + lag] - _secondSquares[from + lag] - (secondSum * secondSum / count));
    }

    private static bool Moves(double[] values) => Statistics.Maximum(values) - Statistics.Minimum(values) > Still;

    private static (double[] Values, double[] Sums, double[] Squares) Centred(double[] values)
    {
        double mean = Statistics.Mean(values);
        double[] sums = new double[values.Length + 1], squares = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= mean;
            sums[i + 1] = sums[i] + values[i];
            squares[i + 1] = squares[i] + (values[i] * values[i]);
        }
        return (values, sums, squares);
    }
}
