namespace Audio2Face.Modkit.Retargeting;

/// <summary>A channel and something to know about it.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Reason">Why, in one clause.</param>
public readonly record struct ChannelNote(string Channel, string Reason);
