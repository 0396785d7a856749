namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>Phones laid over the frames of <see cref="MouthCurves"/>.</summary>
internal sealed class PhoneGrid
{
    /// <summary>How the mouth glides between phones: the standard deviation of a Gaussian.</summary>
    private const double GlideSeconds = 0.04;

    private readonly int _count;

    /// <param name="phones">In order, without overlap, at least one.</param>
    /// <param name="durationSeconds">The recording's length.</param>
    /// <param name="count">Number of frames.</param>
    public PhoneGrid(IReadOnlyList<Phone> phones, double durationSeconds, int count)
    {
        _count = count;
        Phones = phones;
        DurationSeconds = durationSeconds;
        IsSilent = new bool[count];
        double lastEnd = phones[^1].EndSeconds;
        for (int i = 0; i < count; i++)
        {
            double time = MouthCurves.TimeSeconds(i);
            IsSilent[i] = time < phones[0].StartSeconds || (lastEnd < durationSeconds && time >= lastEnd);
        }
        foreach (Phone phone in phones)
        {
            if (PhoneTable.Of(phone).IsSilence) Mark(IsSilent, Inside(phone));
        }
        SpeechFrames = [.. Enumerable.Range(0, count).Where(i => !IsSilent[i])];
    }

    public IReadOnlyList<Phone> Phones { get; }

    public double DurationSeconds { get; }

    /// <summary>By frame whether it lies in a pause, or before the first or after the last phone.</summary>
    public bool[] IsSilent { get; }

    /// <summary>All other frames.</summary>
    public int[] SpeechFrames { get; }

    /// <summary>Frames from one time to another, rounded, at least one.</summary>
    public Range Span(double startSeconds, double endSeconds)
    {
        int start = (int)Math.Round(startSeconds * MouthCurves.RateHz), end = (int)Math.Round(endSeconds * MouthCurves.RateHz);
        int from = Math.Clamp(start, 0, _count - 1);
        return from..Math.Clamp(Math.Max(start + 1, end), from + 1, _count);
    }

    /// <summary>A phone's frames and those within a margin of it.</summary>
    public Range Around(Phone phone, double marginSeconds = 0) => Span(phone.StartSeconds - marginSeconds, phone.EndSeconds + marginSeconds);

    /// <summary>The middle three fifths of a phone.</summary>
    public Range Middle(Phone phone)
    {
        double edge = 0.2 * phone.DurationSeconds;
        return Span(phone.StartSeconds + edge, phone.EndSeconds - edge);
    }

    public static void Mark(bool[] flags, Range frames) => flags.AsSpan(frames).Fill(true);

    /// <summary>How open the mouth should be, frame by frame, 0..1.</summary>
    public double[] OpeningReference() => Reference(traits => (traits.Opening, traits.FinalOpening), 0.03);

    /// <summary>How round the lips should be, frame by frame, -0.5..1.</summary>
    public double[] RoundingReference() => Reference(traits => (traits.Rounding, traits.FinalRounding), 0);

    /// <summary>A staircase of the phones' values (a ramp for diphthongs), smoothed.</summary>
    private double[] Reference(Func<PhoneTraits, (double From, double To)> value, double betweenPhones)
    {
        double[] curve = new double[_count];
        Array.Fill(curve, betweenPhones);
        foreach (Phone phone in Phones)
        {
            Span<double> part = curve.AsSpan(Inside(phone));
            (double from, double to) = value(PhoneTable.Of(phone));
            for (int i = 0; i < part.Length; i++) part[i] = part.Length == 1 ? from : from + ((to - from) * i / (part.Length - 1));
        }
        return Statistics.Smooth(curve, GlideSeconds);
    }

    /// <summary>The frames whose times lie in a phone: its end belongs to the next.</summary>
    private Range Inside(Phone phone)
    {
        int from = FirstAtOrAfter(phone.StartSeconds);
        return from..Math.Max(from, FirstAtOrAfter(phone.EndSeconds));
    }

    private int FirstAtOrAfter(double seconds)
    {
        // Times such as 0.29 lie a hair beside their frame's; the comparison decides, not the division.
        int frame = Math.Clamp((int)(seconds * MouthCurves.RateHz) - 1, 0, _count);
        while (frame < _count && MouthCurves.TimeSeconds(frame) < seconds) frame++;
        return frame;
    }
}
