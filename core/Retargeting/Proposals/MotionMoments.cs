using System.Numerics;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// Where and how a morph moves a face, in a few numbers that turn with the head: moments of its displacement field, weighted by surface area,
/// so that neither the density of the mesh nor its splits count. Matrices use their upper left 3 x 3.
/// </summary>
/// <param name="Centre">Mean place, weighted by the square of the displacement.</param>
/// <param name="Extent">Covariance of that place.</param>
/// <param name="Direction">Mean direction; as long as the motion agrees with itself, 0 to 1.</param>
/// <param name="Gradient">
/// How the motion changes across its extent: mean of (place from the centre, in extents) times displacement. Its diagonal tells opening, its rest turning.
/// </param>
/// <param name="Alignment">Share of the motion by direction, whatever its sign; trace 1.</param>
/// <param name="Area">Surface that moves, in square units of the places.</param>
/// <param name="Amplitude">How far it moves, root mean square over that surface.</param>
internal readonly record struct MotionMoments(
    Vector3 Centre, Matrix4x4 Extent, Vector3 Direction, Matrix4x4 Gradient, Matrix4x4 Alignment, float Area, float Amplitude)
{
    /// <summary>What place and size of a face change.</summary>
    public MotionPlace Place => MotionPlace.Of(this);

    /// <summary>Measures a morph; null when it moves nothing.</summary>
    /// <param name="points">Places of the vertices at rest.</param>
    /// <param name="areas">Surface that each vertex stands for.</param>
    /// <param name="deltas">Displacements, x y z by vertex.</param>
    public static MotionMoments? Measure(ReadOnlySpan<Vector3> points, ReadOnlySpan<float> areas, ReadOnlySpan<float> deltas)
    {
        double energy = 0, travel = 0, cx = 0, cy = 0, cz = 0, dx = 0, dy = 0, dz = 0;
        for (int i = 0; i < points.Length; i++)
        {
            Vector3 d = new(deltas.Slice(3 * i, 3));
            double length = d.Length(), e = areas[i] * length * length;
            energy += e;
            travel += areas[i] * length;
            cx += e * points[i].X;
            cy += e * points[i].Y;
            cz += e * points[i].Z;
            dx += areas[i] * length * d.X;
            dy += areas[i] * length * d.Y;
            dz += areas[i] * length * d.Z;
        }
        if (!(energy > 0) || !double.IsFinite(energy)) return null;
        Vector3 centre = new((float)(cx / energy), (float)(cy / energy), (float)(cz / energy));
        Matrix4x4 extent = default, gradient = default, alignment = default;
        for (int i = 0; i < points.Length; i++)
        {
            Vector3 d = new(deltas.Slice(3 * i, 3));
            float length = d.Length();
            if (length == 0) continue;
            float share = (float)(areas[i] / energy);
            Vector3 from = points[i] - centre;
            extent += Outer(from, from) * (share * length * length);
            gradient += Outer(from, d) * (share * length);
            alignment += Outer(d, d) * share;
        }
        float size = MathF.Sqrt(extent.M11 + extent.M22 + extent.M33);
        double area = travel * travel / energy;
        return new MotionMoments(centre, extent, new Vector3((float)(dx / energy), (float)(dy / energy), (float)(dz / energy)),
            size > 0 ? gradient * (1 / size) : default, alignment, (float)area, (float)Math.Sqrt(energy / area));
    }

    /// <summary>The same motion in other coordinates: turned, moved and scaled by axis, in this order.</summary>
    public MotionMoments In(FaceFrame frame)
    {
        Matrix4x4 turn = frame.Turn, back = Matrix4x4.Transpose(turn);
        Vector3 s = frame.Scale;
        Matrix4x4 scale = Matrix4x4.CreateScale(s);
        float mean = MathF.Cbrt(s.X * s.Y * s.Z);
        return new MotionMoments(
            (Vector3.Transform(Centre, turn) - frame.Origin) * s,
            scale * (back * Extent * turn) * scale,
            Vector3.Transform(Direction, turn),
            back * Gradient * turn,
            back * Alignment * turn,
            Area * mean * mean, Amplitude * mean);
    }

    /// <summary>The mirror image from left to right, in a face's own frame.</summary>
    public MotionMoments Mirrored()
    {
        Matrix4x4 flip = Matrix4x4.CreateScale(-1, 1, 1);
        return this with
        {
            Centre = Centre * new Vector3(-1, 1, 1),
            Direction = Direction * new Vector3(-1, 1, 1),
            Extent = flip * Extent * flip,
            Gradient = flip * Gradient * flip,
            Alignment = flip * Alignment * flip,
        };
    }

    /// <summary>How unlike two motions in the same frame are: about 1 for what differs between two people's same pose, more for other poses.</summary>
    public static double Distance(in MotionMoments a, in MotionMoments b)
    {
        const double terms = 20;
        return Math.Sqrt((FieldTerms(a, b) + MotionPlace.Terms(a.Place, b.Place)) / terms);
    }

    /// <summary>The part of the distance that neither place nor size of a face change.</summary>
    public static double FieldTerms(in MotionMoments a, in MotionMoments b)
    {
        Vector3 direction = a.Direction - b.Direction;
        double sum = MotionPlace.Term(direction.X, 0.4) + MotionPlace.Term(direction.Y, 0.4) + MotionPlace.Term(direction.Z, 0.5);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++) sum += MotionPlace.Term(a.Gradient[i, j] - b.Gradient[i, j], 0.25);
            sum += MotionPlace.Term(a.Alignment[i, i] - b.Alignment[i, i], 0.35);
        }
        return sum;
    }

    private static Matrix4x4 Outer(Vector3 a, Vector3 b) => new(
        a.X * b.X, a.X * b.Y, a.X * b.Z, 0, a.Y * b.X, a.Y * b.Y, a.Y * b.Z, 0, a.Z * b.X, a.Z * b.Y, a.Z * b.Z, 0, 0, 0, 0, 0);
}
