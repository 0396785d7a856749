namespace Audio2Face.Modkit.Retargeting;

/// <summary>What a check of a plugin found.</summary>
/// <param name="What">What was looked at, in few words.</param>
/// <param name="IsGood">Whether it is as it must be.</param>
/// <param name="Detail">A figure, or what is wrong.</param>
public sealed record CheckFinding(string What, bool IsGood, string Detail);
