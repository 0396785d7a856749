namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>
/// The sound of one stream, kept until it is dropped: model contract, section 9.1. Reads may reach before the clip and, once it is closed, past
/// its end; both are silence. Blocks that are dropped are used again, so that a long stream stops allocating.
/// </summary>
/// <param name="blockSamples">Samples are kept, and dropped, in blocks of this size.</param>
internal sealed class AudioAccumulator(int blockSamples = 16_000)
{
    private readonly List<float[]> _blocks = [];
    private readonly Stack<float[]> _spare = [];

    /// <summary>Samples added so far, dropped ones included.</summary>
    public long Length { get; private set; }

    /// <summary>Samples that are gone; a whole number of blocks.</summary>
    public long DroppedSamples { get; private set; }

    /// <summary>Whether the clip has ended.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Adds sound.</summary>
    /// <param name="samples">At least one.</param>
    /// <exception cref="InvalidOperationException">The clip has ended.</exception>
    public void Add(ReadOnlySpan<float> samples)
    {
        if (IsClosed) throw new InvalidOperationException("The clip has ended.");
        ArgumentOutOfRangeException.ThrowIfZero(samples.Length);
        while (!samples.IsEmpty)
        {
            int offset = (int)((Length - DroppedSamples) % blockSamples);
            if (Length - DroppedSamples == (long)_blocks.Count * blockSamples) _blocks.Add(_spare.TryPop(out float[]? spare) ? spare : new float[blockSamples]);
            int count = Math.Min(samples.Length, blockSamples - offset);
            samples[..count].CopyTo(_blocks[^1].AsSpan(offset));
            samples = samples[count..];
            Length += count;
        }
    }

    /// <summary>Says that the clip has ended.</summary>
    /// <exception cref="InvalidOperationException">It had already.</exception>
    public void Close()
    {
        if (IsClosed) throw new InvalidOperationException("The clip has ended already.");
        IsClosed = true;
    }

    /// <summary>Reads a stretch of the clip.</summary>
    /// <param name="start">First sample; negative: before the clip.</param>
    /// <param name="gain">What every sample is multiplied with.</param>
    /// <param name="destination">Receives the samples.</param>
    /// <returns>False, with an undefined destination, when part of the stretch has been dropped or has not come yet.</returns>
    public bool TryRead(long start, float gain, Span<float> destination)
    {
        // Like the reference: once something has been dropped, silence before the clip has gone with it.
        if (DroppedSamples > 0 && start < DroppedSamples) return false;
        if (!IsClosed && start + destination.Length > Length) return false;
        if (start < 0)
        {
            int silent = (int)Math.Min(-start, destination.Length);
            destination[..silent].Clear();
            destination = destination[silent..];
            start = 0;
        }
        while (!destination.IsEmpty && start < Length)
        {
            long position = start - DroppedSamples;
            int offset = (int)(position % blockSamples);
            int count = (int)Math.Min(Math.Min(blockSamples - offset, destination.Length), Length - start);
            ReadOnlySpan<float> block = _blocks[(int)(position / blockSamples)].AsSpan(offset, count);
            if (gain == 1) block.CopyTo(destination);
            else for (int i = 0; i < block.Length; i++) destination[i] = block[i] * gain;
            destination = destination[count..];
            start += count;
        }
        destination.Clear();
        return true;
    }

    /// <summary>Lets whole blocks before a sample go.</summary>
    /// <param name="sample">At most <see cref="Length"/>.</param>
    public void DropBefore(long sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sample, Length);
        int count = (int)Math.Max(0, (sample - DroppedSamples) / blockSamples);
        for (int i = 0; i < count; i++) _spare.Push(_blocks[i]);
        _blocks.RemoveRange(0, count);
        DroppedSamples += (long)count * blockSamples;
    }

    /// <summary>Empty again, for another clip.</summary>
    public void Reset()
    {
        foreach (float[] block in _blocks) _spare.Push(block);
        _blocks.Clear();
        Length = 0;
        DroppedSamples = 0;
        IsClosed = false;
    }
}
