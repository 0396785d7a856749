namespace Audio2Face.Modkit.Evaluation;

/// <summary>One speech sound and when it is heard.</summary>
/// <param name="StartSeconds">Start relative to that of the recording.</param>
/// <param name="EndSeconds">End, after the start.</param>
/// <param name="Name">ARPABET without stress, <c>SIL</c> for a pause, or <c>BH</c> for the Spanish b and v whose lips come near but do not shut.</param>
public readonly record struct Phone(double StartSeconds, double EndSeconds, string Name)
{
    /// <summary>The name of a pause.</summary>
    public const string Silence = "SIL";

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => EndSeconds - StartSeconds;
}
