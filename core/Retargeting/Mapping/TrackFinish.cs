using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What is done to the finished curves of a rig: smoothing that keeps closures, and coming to rest at the end.</summary>
internal static class TrackFinish
{
    /// <summary>Weighted mean over the frames around, falling to nothing at the reach; frames with closed lips stay as they are.</summary>
    /// <param name="values">Frames x columns.</param>
    /// <param name="column">The column to smooth.</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="reachFrames">Reach to either side in frames; nothing happens up to 1.</param>
    /// <param name="mouth">Tells which frames have closed lips.</param>
    /// <param name="scratch">Room for one column.</param>
    public static void Smooth(Span<float> values, int column, int columnCount, double reachFrames, MouthClock mouth, Span<float> scratch)
    {
        int frameCount = scratch.Length;
        int radius = (int)Math.Ceiling(reachFrames) - 1;
        for (int frame = 0; frame < frameCount; frame++) scratch[frame] = values[(frame * columnCount) + column];
        for (int frame = 0; frame < frameCount; frame++)
        {
            if (mouth.IsClosed(frame)) continue;
            double sum = 0, weights = 0;
            int last = Math.Min(frameCount - 1, frame + radius);
            for (int other = Math.Max(0, frame - radius); other <= last; other++)
            {
                double weight = 1 - (Math.Abs(other - frame) / reachFrames);
                weights += weight;
                sum += weight * scratch[other];
            }
            values[(frame * columnCount) + column] = (float)(sum / weights);
        }
    }

    /// <summary>Lets everything ease to rest, which it reaches in the last frame.</summary>
    /// <param name="values">Frames x columns.</param>
    /// <param name="columns">The columns, for their rest values.</param>
    /// <param name="settleFrames">Length of the ease in frames, above 0.</param>
    public static void Settle(Span<float> values, ReadOnlySpan<RigChannel> columns, double settleFrames)
    {
        int last = (values.Length / columns.Length) - 1;
        for (int frame = Math.Max(0, (int)Math.Ceiling(last - settleFrames)); frame <= last; frame++)
        {
            double way = (last - frame) / settleFrames;
            double left = way * way * (3 - (2 * way));
            Span<float> row = values.Slice(frame * columns.Length, columns.Length);
            for (int i = 0; i < row.Length; i++) row[i] = (float)(columns[i].Rest + (left * (row[i] - (double)columns[i].Rest)));
        }
    }
}
