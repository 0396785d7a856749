using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>A clip on its way through an audio-to-emotion network.</summary>
/// <param name="network">The stream's own; disposed with it.</param>
/// <param name="executor">Reads <paramref name="audio"/>.</param>
/// <param name="audio">The stream's sound, empty.</param>
internal sealed class EmotionListener(EmotionNetwork network, EmotionExecutor executor, AudioAccumulator audio) : IDisposable
{
    /// <summary>Adds sound.</summary>
    /// <param name="samples">At least one.</param>
    public void Push(ReadOnlySpan<float> samples) => audio.Add(samples);

    /// <summary>Says that the clip has ended.</summary>
    public void Close() => audio.Close();

    /// <summary>Forgets the clip, for another one.</summary>
    public void Reset()
    {
        audio.Reset();
        executor.Reset();
    }

    /// <summary>Works out the next emotions that can be known.</summary>
    /// <param name="timeSamples">Receives their moment.</param>
    /// <param name="emotions">Receives one strength for each emotion, until the next call.</param>
    /// <returns>False when their sound has not come, or the clip is over.</returns>
    public bool TryNext(out long timeSamples, out ReadOnlySpan<float> emotions)
    {
        bool isThere = executor.TryNextFrame();
        timeSamples = executor.TimeSamples;
        emotions = executor.Emotions;
        if (!isThere) audio.DropBefore(Math.Min(executor.OldestSampleNeeded, audio.Length));
        return isThere;
    }

    public void Dispose() => network.Dispose();
}
