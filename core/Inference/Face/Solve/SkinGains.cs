using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>A face's right-hand side of the solve as a linear function of smoothed inputs: rest + lower x inputs + upper x inputs. Not changed after it is made.</summary>
/// <param name="system">The equations that it is the right-hand side of.</param>
/// <param name="maskLevel">Where lower and upper face meet.</param>
/// <param name="maskSoftness">How gradually.</param>
/// <param name="rest">Of the face at rest: one number for each unknown.</param>
/// <param name="lower">[unknowns, inputs] of the lower face.</param>
/// <param name="upper">[unknowns, inputs] of the upper face.</param>
internal sealed class SkinGains(BlendshapeSystem system, float maskLevel, float maskSoftness, double[] rest, float[] lower, float[] upper)
{
    /// <summary>Unknowns of the solve.</summary>
    public int Count => rest.Length;

    public bool IsFor(BlendshapeSystem otherSystem, float otherLevel, float otherSoftness) =>
        system == otherSystem && maskLevel == otherLevel && maskSoftness == otherSoftness;

    /// <summary>The right-hand side of one frame.</summary>
    /// <param name="lowerInputs">Smoothed as the lower face is.</param>
    /// <param name="lowerStrength">Times what they add.</param>
    /// <param name="upperInputs">Smoothed as the upper face is.</param>
    /// <param name="upperStrength">Times what they add.</param>
    /// <param name="projection">Receives <see cref="Count"/> numbers.</param>
    public void Project(ReadOnlySpan<float> lowerInputs, float lowerStrength, ReadOnlySpan<float> upperInputs, float upperStrength, Span<double> projection)
    {
        int width = lowerInputs.Length;
        for (int k = 0; k < rest.Length; k++)
        {
            projection[k] = rest[k]
                + (lowerStrength * FloatVectors.Dot(lower.AsSpan(k * width, width), lowerInputs))
                + (upperStrength * FloatVectors.Dot(upper.AsSpan(k * width, width), upperInputs));
        }
    }
}
