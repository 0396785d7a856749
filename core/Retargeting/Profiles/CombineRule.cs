namespace Audio2Face.Modkit.Retargeting;

/// <summary>One channel gives way to another.</summary>
/// <param name="Operation">How it gives way.</param>
/// <param name="Channel">Index in <see cref="Profile.Channels"/> of the channel that is changed.</param>
/// <param name="By">Index in <see cref="Profile.Channels"/> of the channel it gives way to.</param>
/// <param name="Amount">Strength, 0..4.</param>
public readonly record struct CombineRule(CombineOperation Operation, int Channel, int By, float Amount);
