namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>The few formulas the measures need; spreads are those of a population (divided by n).</summary>
internal static class Statistics
{
    /// <summary>Below this spread a curve stands still and goes with nothing.</summary>
    private const double Still = 1e-6;

    /// <summary>Two samples closer than this are a tie.</summary>
    private const double Tie = 1e-9;

    public static double Minimum(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity;
        foreach (double value in values) least = Math.Min(least, value);
        return least;
    }

    public static double Maximum(ReadOnlySpan<double> values)
    {
        double greatest = double.NegativeInfinity;
        foreach (double value in values) greatest = Math.Max(greatest, value);
        return greatest;
    }

    /// <summary>The mean, NaN of nothing.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }

    public static double Deviation(ReadOnlySpan<double> values)
    {
        double mean = Mean(values), sum = 0;
        foreach (double value in values) sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / values.Length);
    }

    public static double Median(ReadOnlySpan<double> values) => Percentile(values, 50);

    /// <summary>The percentile, on a straight line between the two nearest values; NaN of nothing.</summary>
    public static double Percentile(ReadOnlySpan<double> values, double percent)
    {
        if (values.Length == 0) return double.NaN;
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double place = percent / 100 * (sorted.Length - 1);
        int below = Math.Min((int)place, sorted.Length - 1), above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Pearson's correlation; 0 when a side stands still, NaN of nothing.</summary>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length == 0) return double.NaN;
        double meanX = Mean(x), meanY = Mean(y), xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        if (Math.Sqrt(xx / x.Length) < Still || Math.Sqrt(yy / x.Length) < Still) return 0;
        return Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }

    /// <summary>
    /// Area under the ROC curve: how likely one of <paramref name="positives"/> is larger than one of <paramref name="negatives"/>, ties
    /// counting half. 0.5 is chance; NaN when a side is empty.
    /// </summary>
    public static double Auc(IReadOnlyCollection<double> positives, IReadOnlyCollection<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0) return double.NaN;
        double[] sorted = [.. negatives.Order()];
        double wins = 0;
        foreach (double positive in positives)
        {
            int below = CountBelow(sorted, positive - Tie), notAbove = CountBelow(sorted, positive + Tie);
            wins += below + (0.5 * (notAbove - below));
        }
        return wins / ((double)positives.Count * negatives.Count);
    }

    /// <summary>Smooths with a Gaussian cut at four deviations; the ends are held.</summary>
    public static double[] Smooth(double[] values, double sigmaSeconds)
    {
        int reach = (int)(4 * sigmaSeconds * MouthCurves.RateHz) + 1;
        double[] kernel = new double[(2 * reach) + 1];
        double sum = 0;
        for (int i = 0; i < kernel.Length; i++)
        {
            double deviations = (i - reach) / MouthCurves.RateHz / sigmaSeconds;
            sum += kernel[i] = Math.Exp(-0.5 * deviations * deviations);
        }
        double[] smooth = new double[values.Length];
        for (int frame = 0; frame < values.Length; frame++)
        {
            double value = 0;
            for (int i = 0; i < kernel.Length; i++) value += kernel[i] * values[Math.Clamp(frame + i - reach, 0, values.Length - 1)];
            smooth[frame] = value / sum;
        }
        return smooth;
    }

    /// <summary>Absolute speed per second: central differences, one-sided at the ends.</summary>
    public static double[] Speed(double[] values)
    {
        double[] speed = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int before = Math.Max(i - 1, 0), after = Math.Min(i + 1, values.Length - 1);
            if (after > before) speed[i] = Math.Abs(values[after] - values[before]) / (after - before) * MouthCurves.RateHz;
        }
        return speed;
    }

    /// <summary>The values at some frames.</summary>
    /// <param name="values">All values.</param>
    /// <param name="frames">Which to take.</param>
    /// <param name="lag">Taken so many frames later; the ends are held.</param>
    public static double[] At(double[] values, int[] frames, int lag = 0)
    {
        double[] taken = new double[frames.Length];
        for (int i = 0; i < frames.Length; i++) taken[i] = values[Math.Clamp(frames[i] + lag, 0, values.Length - 1)];
        return taken;
    }

    private static int CountBelow(double[] sorted, double limit)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < limit) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
