using System.Numerics;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>From a mesh's coordinates to those of a face: x to its left, y up, z forward; the origin in its middle, about one unit to the side of it.</summary>
/// <param name="Turn">The turn, as a matrix for row vectors.</param>
/// <param name="Origin">The middle, after the turn.</param>
/// <param name="Scale">Face units for a unit of the mesh, by axis.</param>
internal readonly record struct FaceFrame(Matrix4x4 Turn, Vector3 Origin, Vector3 Scale)
{
    /// <summary>A turn whose new x axis is a line, and whose y axis is turned about it by an angle.</summary>
    public static Matrix4x4 TurnTo(Vector3 left, double angle)
    {
        Vector3 any = Math.Abs(left.X) < 0.7f ? Vector3.UnitX : Vector3.UnitY;
        Vector3 first = Vector3.Normalize(Vector3.Cross(left, any)), second = Vector3.Cross(left, first);
        Vector3 up = (first * (float)Math.Cos(angle)) + (second * (float)Math.Sin(angle)), front = Vector3.Cross(left, up);
        return new(left.X, up.X, front.X, 0, left.Y, up.Y, front.Y, 0, left.Z, up.Z, front.Z, 0, 0, 0, 0, 1);
    }
}
