using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// Principal components to vertex offsets: offsets = sum of coefficient x shape (model contract, section 4). The mean is not added; the animator
/// adds the neutral pose. Safe to share between threads.
/// </summary>
internal sealed class PcaReconstruction
{
    /// <summary>As much as stays close to the processor while all shapes are added to it.</summary>
    private const int BlockLength = 2048;

    private readonly float[] _shapes;

    /// <param name="shapes">[shapes, vertices, 3]; kept, not copied, when all vertices are wanted.</param>
    /// <param name="shapeCount">Number of shapes.</param>
    /// <param name="vertices">The only vertices to reconstruct, in this order, or null for all.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: the shapes are not a whole number of vertices, or a vertex is not there.</exception>
    public PcaReconstruction(float[] shapes, int shapeCount, int[]? vertices = null)
    {
        if (shapeCount < 1 || shapes.Length == 0 || shapes.Length % (shapeCount * 3) != 0)
            throw InferenceIssues.BadData("shapes_matrix", FormattableString.Invariant($"{shapes.Length} numbers are not {shapeCount} shapes of 3 numbers per vertex"));
        ShapeCount = shapeCount;
        _shapes = VertexSubset.Take(shapes, shapes.Length / (shapeCount * 3), vertices);
        OffsetLength = _shapes.Length / shapeCount;
    }

    /// <summary>Coefficients a frame has.</summary>
    public int ShapeCount { get; }

    /// <summary>Numbers a frame gives: three for each vertex.</summary>
    public int OffsetLength { get; }

    /// <summary>One shape: <see cref="OffsetLength"/> numbers.</summary>
    public ReadOnlySpan<float> Shape(int index) => _shapes.AsSpan(index * OffsetLength, OffsetLength);

    /// <summary>Reconstructs one frame.</summary>
    /// <param name="coefficients"><see cref="ShapeCount"/> numbers.</param>
    /// <param name="offsets">Receives <see cref="OffsetLength"/> numbers.</param>
    public void Reconstruct(ReadOnlySpan<float> coefficients, Span<float> offsets)
    {
        offsets = offsets[..OffsetLength];
        offsets.Clear();
        for (int start = 0; start < offsets.Length; start += BlockLength)
        {
            Span<float> block = offsets[start..Math.Min(start + BlockLength, offsets.Length)];
            for (int s = 0; s < ShapeCount; s++) FloatVectors.AddScaled(Shape(s).Slice(start, block.Length), coefficients[s], block);
        }
    }
}
