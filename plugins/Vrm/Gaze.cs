namespace Audio2Face.Modkit.Plugins.Vrm;

/// <summary>Where the eyes look, as two angles and as the rotation a file keeps.</summary>
/// <remarks>Yaw turns about +Y, then pitch about the turned +X; the face looks along +Z, so yaw goes to its own left and pitch down.</remarks>
internal static class Gaze
{
    /// <summary>The rotation as x y z w.</summary>
    public static void ToRotation(float yawDegrees, float pitchDegrees, Span<float> rotation)
    {
        (double sinYaw, double cosYaw) = Math.SinCos(double.DegreesToRadians(yawDegrees) / 2);
        (double sinPitch, double cosPitch) = Math.SinCos(double.DegreesToRadians(pitchDegrees) / 2);
        rotation[0] = (float)(cosYaw * sinPitch);
        rotation[1] = (float)(sinYaw * cosPitch);
        rotation[2] = (float)(-sinYaw * sinPitch);
        rotation[3] = (float)(cosYaw * cosPitch);
    }

    /// <summary>The angles of a rotation x y z w: where it turns +Z to. Its length does not matter; one of length 0 turns nothing.</summary>
    public static (float YawDegrees, float PitchDegrees) FromRotation(ReadOnlySpan<float> rotation)
    {
        double x = rotation[0], y = rotation[1], z = rotation[2], w = rotation[3];
        double forwardX = 2 * ((x * z) + (w * y));
        double forwardY = 2 * ((y * z) - (w * x));
        double forwardZ = (w * w) + (z * z) - (x * x) - (y * y);
        double yaw = Math.Atan2(forwardX, forwardZ);
        double pitch = Math.Atan2(-forwardY, Math.Sqrt((forwardX * forwardX) + (forwardZ * forwardZ)));
        return ((float)double.RadiansToDegrees(yaw), (float)double.RadiansToDegrees(pitch));
    }
}
