namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>A smooth line through values at 0, 1, 2 ...: a Catmull-Rom spline, held at its ends.</summary>
internal sealed class Curve(params double[] values)
{
    public double At(double position)
    {
        double clamped = Math.Clamp(position, 0, values.Length - 1);
        int i = Math.Min((int)clamped, values.Length - 2);
        double t = clamped - i;
        double a = values[Math.Max(i - 1, 0)];
        double b = values[i];
        double c = values[i + 1];
        double d = values[Math.Min(i + 2, values.Length - 1)];
        return b + (0.5 * t * ((c - a) + (t * (((2 * a) - (5 * b) + (4 * c) - d) + (t * ((3 * (b - c)) + d - a))))));
    }
}
