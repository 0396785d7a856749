using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Emotion;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>
/// The emotions of one clip, as they become known: those asked for at once, those heard with their sound, with those asked for mixed in. Model contract,
/// sections 7.8 and 8.2.
/// </summary>
internal sealed class EmotionFeed : IDisposable
{
    private readonly IReadOnlyList<(long TimeSamples, float[] Strengths)> _asked;
    private readonly EmotionListener? _listener;
    private readonly ExplicitEmotions? _order;
    private readonly float[] _arranged;

    /// <param name="options">What was asked for.</param>
    /// <param name="hearing">Hears emotions; or null.</param>
    /// <param name="order">The face network's own order; null: it takes none, or takes <see cref="EmotionChannels"/>.</param>
    /// <exception cref="ModkitException">MOD12, MOD17: an emotion asked for is none.</exception>
    public EmotionFeed(FaceStreamOptions options, EmotionEngine? hearing, ExplicitEmotions? order)
    {
        _asked = options.AskedEmotions();
        IsActive = _asked.Count > 0 || hearing is not null;
        _order = order;
        _arranged = new float[order?.Count ?? 0];
        Shown = new EmotionTimeline(EmotionChannels.All.Count);
        Network = order is null ? Shown : new EmotionTimeline(order.Count);
        _listener = hearing?.Listen(_asked);
        AddAsked();
    }

    /// <summary>Whether there are emotions at all; without, the face's network gets its own default.</summary>
    public bool IsActive { get; }

    /// <summary>In the order of <see cref="EmotionChannels.All"/>.</summary>
    public EmotionTimeline Shown { get; }

    /// <summary>The same for the face's network.</summary>
    public EmotionTimeline Network { get; }

    /// <summary>Emotions of every sample before this one are known.</summary>
    public long KnownSamples => Shown.IsClosed ? long.MaxValue : (Shown.LastKeySamples + 1) ?? 0;

    /// <summary>Hears more of the clip.</summary>
    /// <param name="samples">At least one.</param>
    public void Push(ReadOnlySpan<float> samples)
    {
        if (_listener is null) return;
        _listener.Push(samples);
        TakeHeard();
    }

    /// <summary>Says that the clip has ended: everything is known then.</summary>
    public void Close()
    {
        if (_listener is null) return;
        _listener.Close();
        TakeHeard();
        CloseTimelines();
    }

    /// <summary>Forgets the clip, for another one.</summary>
    public void Reset()
    {
        Shown.Reset();
        Network.Reset();
        _listener?.Reset();
        AddAsked();
    }

    /// <summary>Lets go of what lies before a moment.</summary>
    public void DropBefore(long timeSamples)
    {
        Shown.DropBefore(timeSamples);
        if (Network != Shown) Network.DropBefore(timeSamples);
    }

    public void Dispose() => _listener?.Dispose();

    private void AddAsked()
    {
        if (_listener is not null) return;
        foreach ((long time, float[] strengths) in _asked) Add(time, strengths);
        CloseTimelines();
    }

    private void TakeHeard()
    {
        while (_listener!.TryNext(out long time, out ReadOnlySpan<float> emotions)) Add(time, emotions);
    }

    private void Add(long timeSamples, ReadOnlySpan<float> strengths)
    {
        Shown.Add(timeSamples, strengths);
        if (_order is null) return;
        _order.Arrange(strengths, _arranged);
        Network.Add(timeSamples, _arranged);
    }

    private void CloseTimelines()
    {
        if (Shown.LastKeySamples is null)
        {
            Shown.Add(0, new float[Shown.Width]);
            if (_order is not null) Network.Add(0, _order.Default);
        }
        Shown.Close();
        if (_order is not null) Network.Close();
    }
}
