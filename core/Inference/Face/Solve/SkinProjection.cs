using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>
/// What every coefficient of a regression network adds to the right-hand side of the solve, by either half of the face: model contract, section 6.9.
/// Shared by all streams of a model, as working it out takes as long as some hundred frames; any thread.
/// </summary>
internal sealed class SkinProjection
{
    private readonly PcaReconstruction _shapes;
    private readonly SkinMesh _mesh;
    private readonly Lock _lock = new();
    private SkinGains? _latest;

    /// <param name="shapes">The network's shapes at the vertices that the solve looks at.</param>
    /// <param name="mesh">The model's skin at the same vertices.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: not the same number of vertices.</exception>
    public SkinProjection(PcaReconstruction shapes, SkinMesh mesh)
    {
        if (shapes.OffsetLength != 3 * mesh.VertexCount) throw Differs();
        _shapes = shapes;
        _mesh = mesh;
    }

    /// <summary>Coefficients of a frame.</summary>
    public int ShapeCount => _shapes.ShapeCount;

    /// <summary>What a frame consists of: the coefficients, then how far the eyes are closed and the lips opened.</summary>
    public int InputCount => _shapes.ShapeCount + 2;

    /// <summary>The gains for a solve and a mask; the same again for as long as nothing else is asked for.</summary>
    /// <param name="system">The solve's equations.</param>
    /// <param name="maskLevel">See <see cref="SkinParameters.FaceMaskLevel"/>.</param>
    /// <param name="maskSoftness">See <see cref="SkinParameters.FaceMaskSoftness"/>.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: the solve looks at another number of vertices.</exception>
    public SkinGains GainsFor(BlendshapeSystem system, float maskLevel, float maskSoftness)
    {
        lock (_lock)
        {
            if (_latest is null || !_latest.IsFor(system, maskLevel, maskSoftness)) _latest = Compute(system, maskLevel, maskSoftness);
            return _latest;
        }
    }

    private SkinGains Compute(BlendshapeSystem system, float maskLevel, float maskSoftness)
    {
        if (_shapes.OffsetLength != system.FittedLength) throw Differs();
        int count = system.Active.Length;
        double[] rest = new double[count], projection = new double[count];
        float[] lower = new float[count * InputCount], upper = new float[count * InputCount];
        float[] shares = new float[_mesh.VertexCount], offsets = [.. _mesh.Neutral];
        _mesh.LowerShares(maskLevel, maskSoftness, shares);
        system.SubtractNeutral(offsets);
        system.Project(offsets, rest);
        for (int j = 0; j < InputCount; j++)
        {
            ReadOnlySpan<float> row = j < ShapeCount ? _shapes.Shape(j) : j == ShapeCount ? _mesh.EyeClose : _mesh.LipOpen;
            for (int i = 0; i < offsets.Length; i++) offsets[i] = row[i] * shares[i / 3];
            system.Project(offsets, projection);
            for (int k = 0; k < count; k++) lower[(k * InputCount) + j] = (float)projection[k];
            for (int i = 0; i < offsets.Length; i++) offsets[i] = row[i] * (1 - shares[i / 3]);
            system.Project(offsets, projection);
            for (int k = 0; k < count; k++) upper[(k * InputCount) + j] = (float)projection[k];
        }
        return new SkinGains(system, maskLevel, maskSoftness, rest, lower, upper);
    }

    private static Abstractions.ModkitException Differs() =>
        InferenceIssues.BadData("shapes_matrix_skin", "its vertices are not those of the skin and its blendshapes");
}
