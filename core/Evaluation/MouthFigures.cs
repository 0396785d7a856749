namespace Audio2Face.Modkit.Evaluation;

/// <summary>How a mouth fits the speech, figure by figure. NaN: the recordings do not tell.</summary>
public sealed record MouthFigures
{
    /// <summary>Number of p, b, m.</summary>
    public int BilabialCount { get; init; }

    /// <summary>Number of phones that need no closure and are far enough from those that do, or from pauses.</summary>
    public int OtherCount { get; init; }

    /// <summary>Number of f, v.</summary>
    public int LabiodentalCount { get; init; }

    /// <summary>Share of p, b, m with shut lips within 50 ms.</summary>
    public double BilabialRecall { get; init; } = double.NaN;

    /// <summary>Share of the time with shut lips in speech that lies at a p, b, m.</summary>
    public double BilabialPrecision { get; init; } = double.NaN;

    /// <summary>Share of the other phones with shut lips within 50 ms: closures nobody spoke.</summary>
    public double BilabialFalseRate { get; init; } = double.NaN;

    /// <summary>Youden's J: recall less false rate. 0 for a mouth always shut or always open.</summary>
    public double BilabialJ { get; init; } = double.NaN;

    /// <summary>How likely the smallest gap at a p, b, m is smaller than at another phone; 0.5 is chance.</summary>
    public double BilabialAuc { get; init; } = double.NaN;

    /// <summary>Youden's J of a small gap: at f, v less at open vowels.</summary>
    public double LabiodentalJ { get; init; } = double.NaN;

    /// <summary>How likely lips are rounder at a rounded phone than at a spread one; 0.5 is chance.</summary>
    public double RoundingAuc { get; init; } = double.NaN;

    /// <summary>Correlation of the lip opening in speech with the phones', at the best lag.</summary>
    public double OpeningCorrelation { get; init; } = double.NaN;

    /// <summary>The same of jawOpen alone.</summary>
    public double JawCorrelation { get; init; } = double.NaN;

    /// <summary>Correlation of the rounding in speech with the phones', at the best lag.</summary>
    public double RoundingCorrelation { get; init; } = double.NaN;

    /// <summary>Correlation of the widest gap in each vowel with how open that vowel is.</summary>
    public double VowelHeightCorrelation { get; init; } = double.NaN;

    /// <summary>The best lag in milliseconds; above 0 the face is late.</summary>
    public double OffsetMs { get; init; } = double.NaN;

    /// <summary>Speed of the lips in pauses of 250 ms and more, in mm/s.</summary>
    public double PauseSpeed { get; init; } = double.NaN;

    /// <summary>The same over the speed in speech.</summary>
    public double PauseSpeedRatio { get; init; } = double.NaN;

    /// <summary>Share of the time in pauses with the mouth wide open.</summary>
    public double PauseOpenShare { get; init; } = double.NaN;

    /// <summary>How fast the weights of mouth, jaw and cheeks change in pauses, summed, per second.</summary>
    public double PauseChannelSpeed { get; init; } = double.NaN;

    /// <summary>99th percentile of the speed of the lips, in mm/s.</summary>
    public double Speed99 { get; init; } = double.NaN;

    /// <summary>Share of the opening's spread that is quicker than 30 ms: roughness.</summary>
    public double Jitter { get; init; } = double.NaN;

    /// <summary>Range of the lip opening in speech, 5th to 95th percentile, in millimetres.</summary>
    public double RangeMm { get; init; } = double.NaN;
}
