using System.Numerics;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>
/// How a finished frame of a mesh model is kept as one row of numbers, so that it can be put between two others: weights; then, as far as wanted, the jaw's
/// rotation (x y z w) and shift and the eyes' four angles; then skin and tongue.
/// </summary>
internal sealed class GeometryRow
{
    private const int RotationLength = 4, ShiftLength = 3, EyesLength = 4;

    private readonly int _weightCount, _skinLength, _tongueLength;

    /// <param name="detail">What is kept beside the weights.</param>
    /// <param name="weightCount">Number of weights.</param>
    /// <param name="face">The stream's animators.</param>
    public GeometryRow(FaceDetail detail, int weightCount, FaceAnimator face)
    {
        Detail = detail;
        _weightCount = weightCount;
        _skinLength = detail == FaceDetail.Mesh ? face.SkinPositions.Length : 0;
        _tongueLength = detail == FaceDetail.Mesh ? face.TonguePositions.Length : 0;
    }

    public FaceDetail Detail { get; }

    public int Length => SkinStart + _skinLength + _tongueLength;

    private int SkinStart => _weightCount + (Detail >= FaceDetail.Bones ? RotationLength + ShiftLength + EyesLength : 0);

    /// <summary>What the animators have to move.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="forWeights">What the weights need.</param>
    public static FaceParts PartsOf(FaceStreamOptions options, FaceParts forWeights) =>
        forWeights | (options.EyeLook ? FaceParts.Eyes : FaceParts.None) | options.Detail switch
        {
            FaceDetail.Weights => FaceParts.None,
            FaceDetail.Bones => FaceParts.Jaw | FaceParts.Eyes,
            _ => FaceParts.All,
        };

    public Span<float> Weights(Span<float> row) => row[.._weightCount];

    /// <summary>The jaw's transform, for points as rows.</summary>
    public Matrix4x4 Jaw(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<float> jaw = row[_weightCount..];
        // Between two frames the numbers lie on a straight line, which shortens a rotation.
        Matrix4x4 matrix = Matrix4x4.CreateFromQuaternion(Quaternion.Normalize(new Quaternion(jaw[0], jaw[1], jaw[2], jaw[3])));
        matrix.Translation = new Vector3(jaw[4], jaw[5], jaw[6]);
        return matrix;
    }

    /// <summary>Right x, y, left x, y in degrees.</summary>
    public Vector4 Eyes(ReadOnlySpan<float> row) => new(row.Slice(_weightCount + RotationLength + ShiftLength, EyesLength));

    public ReadOnlySpan<float> Skin(ReadOnlySpan<float> row) => row.Slice(SkinStart, _skinLength);

    public ReadOnlySpan<float> Tongue(ReadOnlySpan<float> row) => row.Slice(SkinStart + _skinLength, _tongueLength);

    /// <summary>Takes over everything but the weights.</summary>
    public void Write(FaceAnimator face, Span<float> row)
    {
        if (Detail < FaceDetail.Bones) return;
        Span<float> bones = row[_weightCount..];
        // The reference's columns for points as columns are rows for points as rows.
        ReadOnlySpan<float> m = face.JawMatrix, eyes = face.EyeRotations;
        Quaternion rotation = Quaternion.CreateFromRotationMatrix(new Matrix4x4(m[0], m[1], m[2], 0, m[4], m[5], m[6], 0, m[8], m[9], m[10], 0, 0, 0, 0, 1));
        // The same rotation has two signs; one of them, so that neighbours can be joined.
        if (rotation.W < 0) rotation = -rotation;
        (bones[0], bones[1], bones[2], bones[3]) = (rotation.X, rotation.Y, rotation.Z, rotation.W);
        m.Slice(12, ShiftLength).CopyTo(bones[RotationLength..]);
        (bones[7], bones[8], bones[9], bones[10]) = (eyes[0], eyes[1], eyes[3], eyes[4]);
        if (Detail < FaceDetail.Mesh) return;
        face.SkinPositions.CopyTo(row[SkinStart..]);
        face.TonguePositions.CopyTo(row[(SkinStart + _skinLength)..]);
    }
}
