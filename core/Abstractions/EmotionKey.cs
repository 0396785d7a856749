namespace Audio2Face.Modkit.Abstractions;

/// <summary>Emotions at one moment of a clip; between two keys they change evenly, before the first and after the last they stay.</summary>
/// <param name="TimeSeconds">From the start of the clip; finite, later than that of the key before by a sample (1/16000 s) at least.</param>
/// <param name="Strengths">One for each of <see cref="EmotionChannels.All"/>, 0..1.</param>
public sealed record EmotionKey(double TimeSeconds, IReadOnlyList<float> Strengths);
