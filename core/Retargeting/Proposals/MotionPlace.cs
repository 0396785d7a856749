using System.Numerics;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Where a motion is and how large, in logarithms: moving and scaling a face adds to them.</summary>
internal readonly record struct MotionPlace(Vector3 Centre, Vector3 LogExtent, float LogArea, float LogAmplitude)
{
    /// <summary>Square of an extent below which nothing is told apart.</summary>
    private const float Least = 1e-3f;

    public static MotionPlace Of(in MotionMoments m) => new(
        m.Centre, new Vector3(MathF.Log(m.Extent.M11 + Least), MathF.Log(m.Extent.M22 + Least), MathF.Log(m.Extent.M33 + Least)), MathF.Log(m.Area), MathF.Log(m.Amplitude));

    /// <summary>The same motion of a larger face that stands elsewhere.</summary>
    public MotionPlace Moved(float scale, Vector3 by)
    {
        float log = MathF.Log(scale);
        return new MotionPlace((Centre * scale) + by, LogExtent + new Vector3(2 * log), LogArea + (2 * log), LogAmplitude + log);
    }

    public static double Terms(in MotionPlace a, in MotionPlace b)
    {
        Vector3 place = a.Centre - b.Centre, extent = (a.LogExtent - b.LogExtent) / 2;
        return Term(place.X, 0.18) + Term(place.Y, 0.18) + Term(place.Z, 0.3) + Term(extent.X, 0.45) + Term(extent.Y, 0.45) + Term(extent.Z, 0.45)
            + Term(a.LogArea - b.LogArea, 0.9) + Term(a.LogAmplitude - b.LogAmplitude, 0.9);
    }

    /// <summary>Square of a difference in shares of what is usual between two faces in the same pose; beyond three times that, more says little more.</summary>
    public static double Term(double difference, double usual)
    {
        double r = difference / usual, squared = r * r;
        return squared / (1 + (squared / 9));
    }
}
