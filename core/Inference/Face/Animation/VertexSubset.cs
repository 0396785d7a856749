namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// Takes some vertices out of full geometry, once, when a model is opened: where only blendshape weights are wanted, only the vertices that the
/// solve looks at are ever computed (model contract, section 4).
/// </summary>
internal static class VertexSubset
{
    /// <summary>The given vertices of each row, in the given order; the array itself when all are wanted.</summary>
    /// <param name="rows">rowCount x vertexCount x 3 numbers.</param>
    /// <param name="vertexCount">Vertices of a row.</param>
    /// <param name="vertices">Which to take, or null for all.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: there is no such vertex.</exception>
    public static float[] Take(float[] rows, int vertexCount, int[]? vertices)
    {
        if (vertices is null) return rows;
        int rowLength = vertexCount * 3, rowCount = rowLength == 0 ? 0 : rows.Length / rowLength;
        float[] taken = new float[rowCount * vertices.Length * 3];
        for (int i = 0; i < vertices.Length; i++)
        {
            int vertex = vertices[i];
            if ((uint)vertex >= (uint)vertexCount)
                throw InferenceIssues.BadData("frontalMask", FormattableString.Invariant($"it names vertex {vertex}, but the mesh has {vertexCount}"));
            for (int r = 0; r < rowCount; r++) rows.AsSpan((r * rowLength) + (vertex * 3), 3).CopyTo(taken.AsSpan(((r * vertices.Length) + i) * 3));
        }
        return taken;
    }
}
