using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A few figures of a line's face by which a person finds the lines worth looking at.</summary>
public sealed record LineFigures
{
    /// <summary>How often the lips shut.</summary>
    public int ClosureCount { get; init; }

    /// <summary>How restless the mouth is.</summary>
    public double Jitter { get; init; }

    /// <summary>The mouth's opening over time as a short text, for a small picture.</summary>
    public string Curve { get; init; } = "";

    /// <summary>Measures a face.</summary>
    public static LineFigures Measure(FaceTrack face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return new LineFigures();
    }
}
