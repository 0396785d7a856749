namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>Whether the lips shut at p, b, m and nowhere else.</summary>
internal sealed class ClosureMeasure
{
    /// <summary>A closure may come this much beside its phone: alignments are no better.</summary>
    private const double ReachSeconds = 0.05;

    /// <summary>The smallest gap is sought this much beside a p, b, m.</summary>
    private const double GapReachSeconds = 0.02;

    /// <summary>So near to f, v, w, u shut lips are neither right nor wrong.</summary>
    private const double NearlyClosingSeconds = 0.03;

    /// <summary>So near to a pause neither: the mouth may be shut still or already.</summary>
    private const double PauseSeconds = 0.08;

    /// <summary>A phone with fewer frames to judge is not judged.</summary>
    private const int FewestFrames = 3;

    private readonly MouthCurves _curves;
    private readonly PhoneGrid _grid;
    private readonly bool[] _isClosed, _isAtBilabial, _isUnjudged;
    private readonly List<bool> _hits = [], _false = [];
    private readonly List<double> _gapsAtBilabials = [], _gapsAtOthers = [];

    public ClosureMeasure(MouthCurves curves, PhoneGrid grid, double closedGapMm)
    {
        (_curves, _grid) = (curves, grid);
        _isClosed = [.. curves.OpeningMm.Select(gap => gap <= closedGapMm)];
        _isAtBilabial = new bool[curves.Count];
        _isUnjudged = [.. grid.IsSilent];
        foreach (Phone phone in grid.Phones)
        {
            PhoneTraits traits = PhoneTable.Of(phone);
            if (traits.IsBilabial) PhoneGrid.Mark(_isAtBilabial, grid.Around(phone, ReachSeconds));
            if (traits.MayNearlyClose) PhoneGrid.Mark(_isUnjudged, grid.Around(phone, NearlyClosingSeconds));
            if (traits.IsSilence) PhoneGrid.Mark(_isUnjudged, grid.Around(phone, PauseSeconds));
        }
        for (int i = 0; i < grid.Phones.Count; i++)
        {
            if (PhoneTable.Of(grid.Phones[i]).IsBilabial) JudgeBilabial(i);
            else JudgeOther(i);
        }
    }

    public List<ClosureFault> Faults { get; } = [];

    public MouthFigures AddTo(MouthFigures figures)
    {
        double recall = Share(_hits), falseRate = Share(_false);
        return figures with
        {
            BilabialCount = _hits.Count,
            OtherCount = _false.Count,
            BilabialRecall = recall,
            BilabialFalseRate = falseRate,
            BilabialPrecision = Precision(),
            BilabialJ = recall - falseRate,
            BilabialAuc = Statistics.Auc(_gapsAtBilabials, _gapsAtOthers),
        };
    }

    private void JudgeBilabial(int index)
    {
        Phone phone = _grid.Phones[index];
        bool hit = _isClosed.AsSpan(_grid.Around(phone, ReachSeconds)).Contains(true);
        _hits.Add(hit);
        // A small gap is a large value of what is ranked.
        _gapsAtBilabials.Add(-Statistics.Minimum(_curves.GapMm.AsSpan(_grid.Around(phone, GapReachSeconds))));
        if (!hit) AddFault(index, isMissed: true, Statistics.Minimum(_curves.OpeningMm.AsSpan(_grid.Around(phone, ReachSeconds))));
    }

    private void JudgeOther(int index)
    {
        Phone phone = _grid.Phones[index];
        PhoneTraits traits = PhoneTable.Of(phone);
        Range own = _grid.Around(phone);
        if (traits.IsSilence || traits.MayNearlyClose || _isUnjudged.AsSpan(own).Contains(true) || !_isAtBilabial.AsSpan(own).Contains(false)) return;
        _gapsAtOthers.Add(-Statistics.Minimum(_curves.GapMm.AsSpan(own)));

        (int start, int length) = _grid.Around(phone, ReachSeconds).GetOffsetAndLength(_curves.Count);
        int frames = 0;
        bool isClosed = false;
        double smallestGap = double.PositiveInfinity;
        for (int i = start; i < start + length; i++)
        {
            if (_isAtBilabial[i] || _isUnjudged[i]) continue;
            frames++;
            isClosed |= _isClosed[i];
            smallestGap = Math.Min(smallestGap, _curves.OpeningMm[i]);
        }
        if (frames < FewestFrames) return;
        _false.Add(isClosed);
        if (isClosed) AddFault(index, isMissed: false, smallestGap);
    }

    private double Precision()
    {
        int closed = 0, right = 0;
        for (int i = 0; i < _isClosed.Length; i++)
        {
            if (!_isClosed[i] || _isUnjudged[i]) continue;
            closed++;
            if (_isAtBilabial[i]) right++;
        }
        return closed > 0 ? (double)right / closed : _hits.Count > 0 ? 0 : double.NaN;
    }

    private void AddFault(int index, bool isMissed, double smallestGap)
    {
        IReadOnlyList<Phone> phones = _grid.Phones;
        Faults.Add(new ClosureFault(phones[index], index > 0 ? phones[index - 1].Name : Phone.Silence,
            index + 1 < phones.Count ? phones[index + 1].Name : Phone.Silence, isMissed, smallestGap));
    }

    private static double Share(List<bool> flags) => flags.Count == 0 ? double.NaN : (double)flags.Count(flag => flag) / flags.Count;
}
