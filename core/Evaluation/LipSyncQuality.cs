namespace Audio2Face.Modkit.Evaluation;

/// <summary>
/// LSQ, one number from 0 to 100 to rank by. Noise gets about 5, a jaw that follows loudness 46, curves drawn from the true phones 96.
/// It says whether the lips do the right thing at the right time, nothing about eyes, brows or beauty.
/// </summary>
/// <param name="Closure">0..30: lips shut at p, b, m and nowhere else.</param>
/// <param name="Labiodental">0..8: a small gap at f, v.</param>
/// <param name="Rounding">0..17: round and spread lips told apart.</param>
/// <param name="Opening">0..25: the lips open as the phones do.</param>
/// <param name="Timing">0..10: full to 40 ms of offset, none from 200 ms.</param>
/// <param name="Calm">0..10: still in pauses.</param>
/// <param name="PossiblePoints">0..100: the points a perfect face could get here; less than 100 where, say, no f is spoken or nothing pauses.</param>
public readonly record struct LipSyncQuality(double Closure, double Labiodental, double Rounding, double Opening, double Timing, double Calm, double PossiblePoints)
{
    private const double ClosurePoints = 30, LabiodentalPoints = 8, RoundingPoints = 17, OpeningPoints = 25, TimingPoints = 10, CalmPoints = 10;

    private const double FullOffsetMs = 40, NoOffsetMs = 200;

    /// <summary>A face that does not follow the phones at all has no timing to praise: the points grow from this correlation to twice it.</summary>
    private const double LeastCorrelation = 0.2;

    /// <summary>A mouth that hardly moves is no quiet one.</summary>
    private const double LeastRangeMm = 1;

    /// <summary>The sum.</summary>
    public double Lsq => Closure + Labiodental + Rounding + Opening + Timing + Calm;

    /// <summary>The sum as a share of what was possible, 0..1; 0 where nothing was.</summary>
    public double Share => PossiblePoints > 0 ? Lsq / PossiblePoints : 0;

    /// <summary>The points of a set of figures.</summary>
    public static LipSyncQuality Of(MouthFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        double opening = Or(figures.OpeningCorrelation, 0), offset = Math.Abs(Or(figures.OffsetMs, double.PositiveInfinity));
        double timing = Math.Clamp(1 - (Math.Max(0, offset - FullOffsetMs) / (NoOffsetMs - FullOffsetMs)), 0, 1)
            * Math.Clamp((opening - LeastCorrelation) / LeastCorrelation, 0, 1);
        double calm = Math.Clamp(1 - Or(figures.PauseSpeedRatio, 1), 0, 1) * (1 - Or(figures.PauseOpenShare, 1));
        double possible = 0;
        if (!double.IsNaN(figures.BilabialJ)) possible += ClosurePoints / 2;
        if (!double.IsNaN(figures.BilabialAuc)) possible += ClosurePoints / 2;
        if (!double.IsNaN(figures.LabiodentalJ)) possible += LabiodentalPoints;
        if (!double.IsNaN(figures.RoundingAuc)) possible += RoundingPoints;
        if (!double.IsNaN(figures.OpeningCorrelation)) possible += OpeningPoints + TimingPoints;
        if (!double.IsNaN(figures.PauseSpeedRatio)) possible += CalmPoints;
        return new LipSyncQuality(
            ClosurePoints * ((0.5 * Math.Max(0, Or(figures.BilabialJ, 0))) + (0.5 * AboveChance(figures.BilabialAuc))),
            LabiodentalPoints * Math.Max(0, Or(figures.LabiodentalJ, 0)),
            RoundingPoints * AboveChance(figures.RoundingAuc),
            OpeningPoints * Math.Max(0, opening),
            TimingPoints * timing,
            Or(figures.RangeMm, 0) > LeastRangeMm ? CalmPoints * calm : 0,
            possible);
    }

    private static double AboveChance(double auc) => Math.Max(0, (2 * Or(auc, 0.5)) - 1);

    private static double Or(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;
}
