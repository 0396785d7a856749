namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>Whether the mouth keeps still in pauses, and how fast, rough and wide it moves.</summary>
internal static class MotionMeasure
{
    private const double ShortestPauseSeconds = 0.25;

    /// <summary>A mouth may come to rest, and make ready, for this long.</summary>
    private const double SettlingSeconds = 0.12;

    /// <summary>A pause that begins or ends with the recording needs no settling there.</summary>
    private const double EdgeSeconds = 0.02;

    private const int FewestFrames = 10;

    /// <summary>Lips that move slower than this, in mm/s, or less than this, in mm, stand still.</summary>
    private const double Still = 1e-3;

    /// <summary>A mouth this wide open, in mm, does not rest.</summary>
    private const double OpenMm = 3;

    private const double JitterSeconds = 0.03;

    public static MouthFigures AddTo(MouthFigures figures, MouthCurves curves, PhoneGrid grid, double openGapMm)
    {
        double[] moving = grid.SpeechFrames.Length > 0 ? Statistics.At(curves.OpeningMm, grid.SpeechFrames) : curves.OpeningMm;
        figures = figures with
        {
            Speed99 = Statistics.Percentile(curves.OpeningSpeed, 99),
            Jitter = JitterOf(curves.OpeningMm),
            RangeMm = Statistics.Percentile(moving, 95) - Statistics.Percentile(moving, 5),
        };
        int[] pauses = PauseFrames(grid, curves.Count);
        if (pauses.Length < FewestFrames) return figures;
        double inPauses = Statistics.Mean(Statistics.At(curves.OpeningSpeed, pauses)), inSpeech = Statistics.Mean(Statistics.At(curves.OpeningSpeed, grid.SpeechFrames));
        double openFrom = Math.Max(OpenMm, 0.5 * openGapMm);
        return figures with
        {
            PauseSpeed = inPauses,
            PauseOpenShare = (double)pauses.Count(i => curves.OpeningMm[i] > openFrom) / pauses.Length,
            PauseChannelSpeed = Statistics.Mean(Statistics.At(curves.ChannelSpeed, pauses)),
            // NaN, which no speech gives, is not above anything.
            PauseSpeedRatio = inSpeech > Still ? inPauses / inSpeech : inPauses < Still ? 0 : double.NaN,
        };
    }

    /// <summary>Share of the opening's spread that is quicker than 30 ms; 0 of lips that stand still.</summary>
    public static double JitterOf(double[] openingMm)
    {
        double spread = Statistics.Deviation(openingMm);
        if (!(spread > Still)) return 0;
        double[] rough = Statistics.Smooth(openingMm, JitterSeconds);
        for (int i = 0; i < rough.Length; i++) rough[i] = openingMm[i] - rough[i];
        return Statistics.Deviation(rough) / spread;
    }

    private static int[] PauseFrames(PhoneGrid grid, int count)
    {
        bool[] isPause = new bool[count];
        foreach (Phone phone in grid.Phones)
        {
            if (!PhoneTable.Of(phone).IsSilence || phone.DurationSeconds < ShortestPauseSeconds) continue;
            double start = phone.StartSeconds > EdgeSeconds ? phone.StartSeconds + SettlingSeconds : phone.StartSeconds;
            double end = phone.EndSeconds < grid.DurationSeconds - EdgeSeconds ? phone.EndSeconds - SettlingSeconds : phone.EndSeconds;
            if (end > start) PhoneGrid.Mark(isPause, grid.Span(start, end));
        }
        return [.. Enumerable.Range(0, count).Where(i => isPause[i])];
    }
}
