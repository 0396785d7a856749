namespace Audio2Face.Modkit.Evaluation;

/// <summary>How one channel of two animations agrees, over the time both have.</summary>
/// <param name="Name">The channel as the first animation calls it.</param>
/// <param name="OtherName">As the second calls it.</param>
/// <param name="MovesInFirst">Whether it moves in the first.</param>
/// <param name="MovesInSecond">Whether it moves in the second.</param>
/// <param name="Correlation">Pearson's, -1 to 1, without any offset; null when it stands still in either.</param>
/// <param name="RootMeanSquareError">Root of the mean squared difference, in the channel's units.</param>
/// <param name="LargestDifference">Greatest absolute difference, in the channel's units.</param>
/// <param name="LargestAtSeconds">When that is, in seconds from the start of the recording.</param>
/// <param name="OffsetMs">
/// By how many milliseconds the second is later than the first where they correlate best; null when it stands still in either, or
/// when they correlate best at the end of the window, which is no best place.
/// </param>
/// <param name="OffsetCorrelation">The correlation at the frame nearest to that offset, or null.</param>
public sealed record ChannelComparison(
    string Name,
    string OtherName,
    bool MovesInFirst,
    bool MovesInSecond,
    double? Correlation,
    double RootMeanSquareError,
    double LargestDifference,
    double LargestAtSeconds,
    double? OffsetMs,
    double? OffsetCorrelation)
{
    /// <summary>Whether it moves in either.</summary>
    public bool Moves => MovesInFirst || MovesInSecond;
}
