using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>How a network's row of numbers divides: skin, tongue, jaw, eyes. Model contract, section 4.</summary>
/// <param name="SkinLength">Coefficients (regression) or offsets (diffusion) of the skin.</param>
/// <param name="TongueLength">The same of the tongue.</param>
/// <param name="JawLength">Offsets of the jaw's key points.</param>
internal readonly record struct FaceLayout(int SkinLength, int TongueLength, int JawLength)
{
    private const int EyesLength = 4;

    /// <summary>Numbers of a row.</summary>
    public int Length => SkinLength + TongueLength + JawLength + EyesLength;

    public ReadOnlySpan<float> Skin(ReadOnlySpan<float> row) => row[..SkinLength];

    public ReadOnlySpan<float> Tongue(ReadOnlySpan<float> row) => row.Slice(SkinLength, TongueLength);

    public ReadOnlySpan<float> Jaw(ReadOnlySpan<float> row) => row.Slice(SkinLength + TongueLength, JawLength);

    /// <summary>Right x, y, left x, y in degrees.</summary>
    public ReadOnlySpan<float> Eyes(ReadOnlySpan<float> row) => row.Slice(SkinLength + TongueLength + JawLength, EyesLength);

    /// <summary>Refuses a row with a number that is none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="timeSamples">The moment that it shows.</param>
    /// <exception cref="Abstractions.ModkitException">MOD10.</exception>
    public static void CheckFinite(ReadOnlySpan<float> row, long timeSamples)
    {
        if (!FloatVectors.AreFinite(row)) throw InferenceIssues.NotFinite((double)timeSamples / Abstractions.AudioClip.SampleRateHz);
    }
}
