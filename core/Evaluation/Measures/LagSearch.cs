namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>How pairs of curves correlate at every lag of a window, all of them together, each curve about its own mean.</summary>
/// <param name="reach">Greatest lag, in frames either way; at least half of the frames must stay in common.</param>
internal sealed class LagSearch(int reach)
{
    /// <summary>Squares that sum up to less are rounding: what is in common stands still.</summary>
    private const double Still = 1e-12;

    /// <summary>A lag must be better than a shorter one by this to be taken.</summary>
    private const double Tie = 1e-9;

    private readonly double[] _products = new double[(2 * reach) + 1];
    private readonly double[] _firstSquares = new double[(2 * reach) + 1];
    private readonly double[] _secondSquares = new double[(2 * reach) + 1];

    /// <summary>Takes a pair in.</summary>
    public LagSearch With(CurvePair pair)
    {
        for (int lag = -reach; lag <= reach; lag++)
        {
            (double products, double first, double second) = pair.At(lag);
            _products[lag + reach] += products;
            _firstSquares[lag + reach] += first;
            _secondSquares[lag + reach] += second;
        }
        return this;
    }

    /// <summary>Takes in what another search of the same reach has.</summary>
    public void Add(LagSearch other)
    {
        for (int i = 0; i < _products.Length; i++)
        {
            _products[i] += other._products[i];
            _firstSquares[i] += other._firstSquares[i];
            _secondSquares[i] += other._secondSquares[i];
        }
    }

    /// <summary>The correlation at a lag; null when one side stands still.</summary>
    public double? CorrelationAt(int lag)
    {
        double first = _firstSquares[lag + reach], second = _secondSquares[lag + reach];
        return first < Still || second < Still ? null : Math.Clamp(_products[lag + reach] / Math.Sqrt(first * second), -1, 1);
    }

    /// <summary>
    /// The best lag, in frames and parts of one: the top of the parabola through the best correlation and its two neighbours; with
    /// the best correlation itself. Null when that is at the end of the window, or when nothing can be correlated.
    /// </summary>
    public (double Frames, double Correlation)? Best()
    {
        int best = 0;
        double most = double.NegativeInfinity;
        for (int distance = 0; distance <= reach; distance++)
        {
            foreach (int lag in (ReadOnlySpan<int>)[-distance, distance])
            {
                if (CorrelationAt(lag) is { } here && here > most + Tie) (best, most) = (lag, here);
            }
        }
        if (Math.Abs(best) == reach || CorrelationAt(best) is null || CorrelationAt(best - 1) is not { } before || CorrelationAt(best + 1) is not { } after) return null;
        double curvature = before - (2 * most) + after;
        return (best + (curvature < 0 ? Math.Clamp(0.5 * (before - after) / curvature, -0.5, 0.5) : 0), most);
    }
}
