namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>One number a user may set: its name as users write it, what it is unless set, and what it may be.</summary>
/// <param name="Name">As in the model contract, section 5.1.</param>
/// <param name="Default">Lies in the range.</param>
/// <param name="Minimum">Smallest value allowed.</param>
/// <param name="Maximum">Largest value allowed; infinite where there is none.</param>
internal readonly record struct ParameterRange(string Name, float Default, float Minimum, float Maximum)
{
    /// <summary>Refuses what lies outside, and what is no number.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD15: names parameter, value and range.</exception>
    public void Check(float value)
    {
        if (!(value >= Minimum && value <= Maximum)) throw InferenceIssues.OutOfRange(Name, value, Minimum, Maximum);
    }
}
