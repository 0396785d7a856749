namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// The rotation and shift that carry one set of points onto another with the least squared distance: model contract, section 5.4. Found as the
/// quaternion that belongs to the largest eigenvalue of Horn's 4 x 4 matrix, which gives the same rotation as the contract's singular value
/// decomposition, never mirrors, and leaves points that coincide unrotated.
/// </summary>
internal static class RigidTransform
{
    /// <summary>Finds the transform.</summary>
    /// <param name="from">[points, 3]; at least one point.</param>
    /// <param name="to">[points, 3].</param>
    /// <param name="matrix">Receives 16 numbers, column after column: three columns of the rotation, then the shift.</param>
    public static void Find(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> matrix)
    {
        Span<double> fromMean = stackalloc double[3], toMean = stackalloc double[3];
        Mean(from, fromMean);
        Mean(to, toMean);
        Span<double> covariance = stackalloc double[9];
        covariance.Clear();
        for (int i = 0; i < from.Length; i += 3)
        {
            for (int r = 0; r < 3; r++)
            {
                for (int c = 0; c < 3; c++) covariance[(3 * r) + c] += (from[i + r] - fromMean[r]) * (to[i + c] - toMean[c]);
            }
        }
        Span<double> quaternion = stackalloc double[4];
        LargestEigenvector(covariance, quaternion);
        Span<double> rotation = stackalloc double[9];
        ToRotation(quaternion, rotation);
        for (int r = 0; r < 3; r++)
        {
            double shift = toMean[r];
            for (int c = 0; c < 3; c++)
            {
                shift -= rotation[(3 * r) + c] * fromMean[c];
                matrix[(4 * c) + r] = (float)rotation[(3 * r) + c];
            }
            matrix[12 + r] = (float)shift;
            matrix[(4 * r) + 3] = 0;
        }
        matrix[15] = 1;
    }

    private static void Mean(ReadOnlySpan<float> points, Span<double> mean)
    {
        mean.Clear();
        for (int i = 0; i < points.Length; i++) mean[i % 3] += points[i];
        for (int c = 0; c < 3; c++) mean[c] /= points.Length / 3;
    }

    /// <summary>Horn's matrix of a covariance and, by Jacobi's rotations, the unit eigenvector of its largest eigenvalue (w, x, y, z).</summary>
    private static void LargestEigenvector(ReadOnlySpan<double> s, Span<double> quaternion)
    {
        Span<double> n =
        [
            s[0] + s[4] + s[8], s[5] - s[7], s[6] - s[2], s[1] - s[3],
            s[5] - s[7], s[0] - s[4] - s[8], s[1] + s[3], s[2] + s[6],
            s[6] - s[2], s[1] + s[3], s[4] - s[0] - s[8], s[5] + s[7],
            s[1] - s[3], s[2] + s[6], s[5] + s[7], s[8] - s[0] - s[4],
        ];
        Span<double> vectors = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        for (int sweep = 0; sweep < 32; sweep++)
        {
            bool isDiagonal = true;
            for (int p = 0; p < 3; p++)
            {
                for (int q = p + 1; q < 4; q++) isDiagonal &= !Rotate(n, vectors, p, q);
            }
            if (isDiagonal) break;
        }
        int largest = 0;
        for (int i = 1; i < 4; i++)
        {
            if (n[5 * i] > n[5 * largest]) largest = i;
        }
        for (int i = 0; i < 4; i++) quaternion[i] = vectors[(4 * i) + largest];
    }

    /// <summary>Makes one pair of off-diagonal elements 0; false when they are so small that they make no difference.</summary>
    private static bool Rotate(Span<double> n, Span<double> vectors, int p, int q)
    {
        double off = n[(4 * p) + q];
        if (Math.Abs(off) <= 1e-16 * (Math.Abs(n[5 * p]) + Math.Abs(n[5 * q])) || off == 0) return false;
        double theta = (n[5 * q] - n[5 * p]) / (2 * off);
        double tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        for (int k = 0; k < 4; k++) Turn(ref n[(4 * k) + p], ref n[(4 * k) + q], cosine, sine);
        for (int k = 0; k < 4; k++) Turn(ref n[(4 * p) + k], ref n[(4 * q) + k], cosine, sine);
        for (int k = 0; k < 4; k++) Turn(ref vectors[(4 * k) + p], ref vectors[(4 * k) + q], cosine, sine);
        return true;
    }

    private static void Turn(ref double p, ref double q, double cosine, double sine) =>
        (p, q) = ((cosine * p) - (sine * q), (sine * p) + (cosine * q));

    private static void ToRotation(ReadOnlySpan<double> quaternion, Span<double> rotation)
    {
        double w = quaternion[0], x = quaternion[1], y = quaternion[2], z = quaternion[3];
        rotation[0] = 1 - (2 * ((y * y) + (z * z)));
        rotation[1] = 2 * ((x * y) - (w * z));
        rotation[2] = 2 * ((x * z) + (w * y));
        rotation[3] = 2 * ((x * y) + (w * z));
        rotation[4] = 1 - (2 * ((x * x) + (z * z)));
        rotation[5] = 2 * ((y * z) - (w * x));
        rotation[6] = 2 * ((x * z) - (w * y));
        rotation[7] = 2 * ((y * z) + (w * x));
        rotation[8] = 1 - (2 * ((x * x) + (y * y)));
    }
}
