namespace Audio2Face.Modkit.Plugins.MassEffect;

/// <summary>A key of a FaceFX curve.</summary>
/// <param name="TimeSeconds">When.</param>
/// <param name="Weight">The curve's value there.</param>
/// <param name="InTangent">Slope on arrival, in weight a second.</param>
/// <param name="LeaveTangent">Slope on departure, in weight a second.</param>
internal readonly record struct HermiteKey(double TimeSeconds, double Weight, double InTangent, double LeaveTangent)
{
    /// <summary>The value at a time between this key and a later one: the cubic that has their values and slopes.</summary>
    public double ValueTo(HermiteKey next, double timeSeconds)
    {
        double length = next.TimeSeconds - TimeSeconds;
        if (length <= 0) return next.Weight;
        double s = (timeSeconds - TimeSeconds) / length, r = 1 - s;
        return (r * r * ((1 + (2 * s)) * Weight + (s * length * LeaveTangent)))
            + (s * s * ((1 + (2 * r)) * next.Weight - (r * length * next.InTangent)));
    }
}
