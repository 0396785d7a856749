namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>A point or direction in millimetres: +X the character's left, +Y up, +Z forward.</summary>
internal readonly record struct Vector3d(double X, double Y, double Z)
{
    public static readonly Vector3d Zero;

    public double LengthSquared => (X * X) + (Y * Y) + (Z * Z);

    public double Length => Math.Sqrt(LengthSquared);

    public Vector3d Mirrored => new(-X, Y, Z);

    public Vector3d Normalized()
    {
        double length = Length;
        return length > 0 ? this * (1 / length) : new Vector3d(0, 0, 1);
    }

    public static Vector3d Cross(Vector3d a, Vector3d b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    public static Vector3d Lerp(Vector3d a, Vector3d b, double t) => a + ((b - a) * t);

    public static Vector3d operator +(Vector3d a, Vector3d b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3d operator -(Vector3d a, Vector3d b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector3d operator *(Vector3d a, double s) => new(a.X * s, a.Y * s, a.Z * s);
}
