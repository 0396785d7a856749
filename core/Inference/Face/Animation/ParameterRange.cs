using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>One number a user may set: its name as users write it, what it is unless set, and what it may be.</summary>
/// <param name="Name">As in the model contract, section 5.1.</param>
/// <param name="Default">Lies in the range.</param>
/// <param name="Minimum">Smallest value allowed.</param>
/// <param name="Maximum">Largest value allowed; infinite where there is none.</param>
internal readonly record struct ParameterRange(string Name, float Default, float Minimum, float Maximum)
{
    /// <summary>Some of the face's parameters, in the order given.</summary>
    /// <param name="names">Names of <see cref="FaceParameter.All"/>.</param>
    public static IReadOnlyList<ParameterRange> Of(params string[] names) =>
        [.. names.Select(name => FaceParameter.Find(name)!).Select(parameter => new ParameterRange(parameter.Name, parameter.Default, parameter.Minimum, parameter.Maximum))];

    /// <summary>Refuses what lies outside, and what is no number.</summary>
    /// <exception cref="ModkitException">MOD15: names parameter, value and range.</exception>
    public void Check(float value)
    {
        if (!(value >= Minimum && value <= Maximum)) throw InferenceIssues.OutOfRange(Name, value, Minimum, Maximum);
    }
}
