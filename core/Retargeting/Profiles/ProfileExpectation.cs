namespace Audio2Face.Modkit.Retargeting;

/// <summary>What a profile's author promises; <c>a2f profile check</c> holds the profile to it.</summary>
/// <param name="ChannelCount">Number of channels, or null.</param>
/// <param name="GoldenSha256">Hash of the golden frame test (<see cref="GoldenFrames"/>), or empty.</param>
public sealed record ProfileExpectation(int? ChannelCount, string GoldenSha256);
