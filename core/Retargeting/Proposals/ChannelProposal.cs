namespace Audio2Face.Modkit.Retargeting;

/// <summary>What a morph of a character seems to show.</summary>
/// <param name="Channel">The morph's name.</param>
/// <param name="Sources">What would move it; empty when nothing in speech does, or when it is not known.</param>
/// <param name="Confidence">0 (a guess) to 1 (certain).</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record ChannelProposal(string Channel, IReadOnlyList<ProposedSource> Sources, double Confidence, string Reason)
{
    /// <summary>Below this a proposal is written as a comment, to be judged by a person.</summary>
    public const double LeastConfidence = 0.4;

    /// <summary>From here on at least 95 of 100 proposals are right.</summary>
    public const double SureConfidence = 0.8;

    /// <summary>Whether the proposal is good enough to be used as it is.</summary>
    public bool IsUsed => Sources.Count > 0 && Confidence >= LeastConfidence;
}
