namespace Audio2Face.Modkit.Abstractions;

/// <summary>Curves sampled on an even time grid: frames x channels, one row per frame.</summary>
/// <remarks>Immutable by convention after construction, so it may be read from several threads.</remarks>
public sealed class CurveTable
{
    /// <summary>Two times closer than this, in seconds, are the same: files keep times as floats or with few digits.</summary>
    public const double TimeTolerance = 1e-5;

    private readonly float[] _values;

    /// <summary>Wraps values that are already in row order.</summary>
    /// <param name="frameRateFps">Frames per second, above 0.</param>
    /// <param name="startSeconds">Time of the first frame relative to the start of the recording.</param>
    /// <param name="channels">Channel names, unique.</param>
    /// <param name="values">Frame-major values; the length is a multiple of the channel count. Not copied.</param>
    /// <exception cref="ArgumentException">The rate is not positive, a name is there twice, or the length does not fit.</exception>
    public CurveTable(double frameRateFps, double startSeconds, IReadOnlyList<string> channels, float[] values)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(values);
        if (!(frameRateFps > 0) || !double.IsFinite(frameRateFps)) throw new ArgumentException("The frame rate must be above 0.", nameof(frameRateFps));
        if (channels.Count == 0 ? values.Length != 0 : values.Length % channels.Count != 0)
            throw new ArgumentException($"{values.Length} values do not fill rows of {channels.Count} channels.", nameof(values));
        if (channels.Distinct(StringComparer.Ordinal).Count() != channels.Count)
            throw new ArgumentException("A channel name is there twice.", nameof(channels));
        FrameRateFps = frameRateFps;
        StartSeconds = startSeconds;
        Channels = channels;
        _values = values;
        FrameCount = channels.Count == 0 ? 0 : values.Length / channels.Count;
    }

    /// <summary>Frames per second.</summary>
    public double FrameRateFps { get; }

    /// <summary>Time of the first frame relative to the start of the recording, in seconds.</summary>
    public double StartSeconds { get; }

    /// <summary>Channel names, one per column.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Number of rows.</summary>
    public int FrameCount { get; }

    /// <summary>All values, frame-major: frames x channels.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One row: the value of every channel at frame <paramref name="frame"/>.</summary>
    public ReadOnlySpan<float> Frame(int frame) => _values.AsSpan(frame * Channels.Count, Channels.Count);

    /// <summary>The value of one channel at one frame.</summary>
    public float this[int frame, int channel] => _values[(frame * Channels.Count) + channel];

    /// <summary>The time of a frame in seconds.</summary>
    public double TimeSeconds(int frame) => StartSeconds + (frame / FrameRateFps);

    /// <summary>The column of a channel, or -1. Case matters.</summary>
    public int IndexOf(string channel)
    {
        for (int i = 0; i < Channels.Count; i++)
        {
            if (string.Equals(Channels[i], channel, StringComparison.Ordinal)) return i;
        }
        return -1;
    }

    /// <summary>Frames a track of a length has: rounded up to whole frames, but for what rates such as 30000/1001 lose in rounding.</summary>
    public static int FramesIn(double lengthSeconds, double frameRateFps) =>
        (int)Math.Max(0, Math.Ceiling((lengthSeconds * frameRateFps) - (TimeTolerance * frameRateFps)));
}
