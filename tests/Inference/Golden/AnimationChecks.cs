using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>Geometry and rotations: pca_*, skin_*, tongue_*, teeth_*, rigid_xform, eyes_*.</summary>
internal static class AnimationChecks
{
    public static IEnumerable<Comparison> Pca(GoldenCase golden)
    {
        int shapeCount = golden.Shape("shapes_matrix")[0];
        float[] shapes = golden.Floats("shapes_matrix"), coefficients = golden.Floats("coefficients"), expected = golden.Floats("output_deltas");
        Tolerance tolerance = golden.Tolerance("output_deltas");
        int frames = coefficients.Length / shapeCount, length = shapes.Length / shapeCount;
        float[] actual = Rows(frames, length, (f, row) => new PcaReconstruction(shapes, shapeCount).Reconstruct(coefficients.AsSpan(f * shapeCount, shapeCount), row));
        yield return Comparison.Of("output_deltas", expected, actual, tolerance);

        int[] vertices = Subset(length / 3);
        PcaReconstruction some = new(shapes, shapeCount, vertices);
        float[] actualSome = Rows(frames, some.OffsetLength, (f, row) => some.Reconstruct(coefficients.AsSpan(f * shapeCount, shapeCount), row));
        yield return Comparison.Of("output_deltas (subset)", VertexSubset.Take(expected, length / 3, vertices), actualSome, tolerance);
    }

    public static IEnumerable<Comparison> Skin(GoldenCase golden)
    {
        float[] expected = golden.Floats("output_vertices");
        Tolerance tolerance = golden.Tolerance("output_vertices");
        yield return Comparison.Of("output_vertices", expected, Skin(golden, null), tolerance);

        int vertexCount = golden.Shape("neutral_pose")[0];
        int[] vertices = Subset(vertexCount);
        yield return Comparison.Of("output_vertices (subset)", VertexSubset.Take(expected, vertexCount, vertices), Skin(golden, vertices), tolerance);
    }

    public static IEnumerable<Comparison> Tongue(GoldenCase golden)
    {
        TongueAnimator animator = new(golden.Floats("neutral_pose"));
        float[] offsets = golden.Floats("input_deltas"), parameters = golden.Floats("params");
        float[] actual = Rows(golden.Shape("params")[0], animator.Length, (f, row) =>
        {
            animator.Parameters.SetAll(parameters.AsSpan(3 * f, 3));
            animator.Animate(offsets.AsSpan(f * animator.Length, animator.Length), row);
        });
        yield return Comparison.Of("output_vertices", golden.Floats("output_vertices"), actual, golden.Tolerance("output_vertices"));
    }

    public static IEnumerable<Comparison> Jaw(GoldenCase golden)
    {
        if (!golden.Has("neutral_jaw"))
        {
            foreach (Comparison comparison in DegenerateJaws(golden)) yield return comparison;
            yield break;
        }
        JawAnimator animator = new(golden.Floats("neutral_jaw"));
        float[] offsets = golden.Floats("input_deltas"), parameters = golden.Floats("params");
        float[] actual = Rows(golden.Shape("params")[0], 16, (f, row) =>
        {
            animator.Parameters.SetAll(parameters.AsSpan(3 * f, 3));
            animator.Animate(offsets.AsSpan(f * animator.Length, animator.Length), row);
        });
        float[] expected = golden.Floats("output_transform");
        yield return Comparison.Of("rotation", Part(expected, isRotation: true), Part(actual, isRotation: true), golden.Tolerance("output_transform rotation part"));
        yield return Comparison.Of("translation", Part(expected, isRotation: false), Part(actual, isRotation: false), golden.Tolerance("output_transform translation"));
    }

    public static IEnumerable<Comparison> RigidTransform(GoldenCase golden)
    {
        int[] shape = golden.Shape("from_points");
        int length = shape[1] * 3;
        float[] from = golden.Floats("from_points"), to = golden.Floats("to_points");
        float[] actual = Rows(shape[0], 16, (k, matrix) => Face.Animation.RigidTransform.Find(from.AsSpan(k * length, length), to.AsSpan(k * length, length), matrix));
        yield return Comparison.Of("output_transform", golden.Floats("output_transform"), actual, golden.Tolerance("output_transform"));
    }

    public static IEnumerable<Comparison> Eyes(GoldenCase golden)
    {
        EyesAnimator animator = new(golden.Floats("saccade_rot"));
        float[] eyes = golden.Floats("input_eyes"), parameters = golden.Floats("params");
        float[]? deltas = golden.Has("dt") ? golden.Floats("dt") : null;
        int[]? indices = golden.Has("frame_index") ? golden.Integers("frame_index") : null;
        int[]? resets = golden.Has("reset_before_frame") ? golden.Integers("reset_before_frame") : null;
        int frames = golden.Shape("params")[0];
        long[] rows = new long[frames];
        int[] expectedRows = golden.Integers("saccade_row_used");
        float[] actual = Rows(frames, 6, (f, row) =>
        {
            if (resets?[f] == 1) animator.Reset();
            animator.Parameters.SetAll(parameters.AsSpan(7 * f, 7));
            if (indices is not null) animator.SeekRow(indices[f]);
            // Where saccades have no strength the reference looks up no row.
            rows[f] = expectedRows[f] < 0 ? expectedRows[f] : animator.Row;
            animator.Animate(eyes.AsSpan(4 * f, 4), row);
            if (deltas is not null) animator.Advance(deltas[f]);
        });
        yield return Comparison.Of("saccade_row_used", Array.ConvertAll(expectedRows, row => (long)row), rows);
        yield return Comparison.Of("output_right_left", golden.Floats("output_right_left"), actual, golden.Tolerance("output_right_left"));
    }

    private static float[] Skin(GoldenCase golden, int[]? vertices)
    {
        float[] neutral = golden.Floats("neutral_pose");
        SkinAnimator animator = new(new SkinMesh(neutral, golden.Floats("lip_open_pose_delta"), golden.Floats("eye_close_pose_delta"), vertices));
        float[] offsets = VertexSubset.Take(golden.Floats("input_deltas"), neutral.Length / 3, vertices), parameters = golden.Floats("params"), deltas = golden.Floats("dt");
        int[]? resets = golden.Has("reset_before_frame") ? golden.Integers("reset_before_frame") : null;
        int frames = deltas.Length, width = animator.Parameters.Ranges.Count;
        return Rows(frames, animator.Length, (f, row) =>
        {
            if (resets?[f] == 1) animator.Reset();
            animator.Parameters.SetAll(parameters.AsSpan(width * f, width));
            animator.Animate(offsets.AsSpan(f * animator.Length, animator.Length), deltas[f], row);
        });
    }

    /// <summary>Point sets whose rotation is not unique, but for the coplanar one: there must be a rotation, and it must carry the mean.</summary>
    private static IEnumerable<Comparison> DegenerateJaws(GoldenCase golden)
    {
        string[] names = [.. golden.Parameters.GetProperty("subcases").EnumerateArray().Select(name => name.GetString()!)];
        for (int k = 0; k < names.Length; k++)
        {
            float[] neutral = golden.Floats($"neutral_jaw_{k}"), offsets = golden.Floats($"input_deltas_{k}"), matrix = new float[16];
            JawAnimator animator = new(neutral);
            animator.Parameters.SetAll([.. golden.Parameters.GetProperty("params").EnumerateArray().Select(value => value.GetSingle())]);
            animator.Animate(offsets, matrix);
            if (names[k] == "coplanar")
            {
                yield return Comparison.Of("coplanar", golden.Floats($"output_transform_{k}"), matrix, golden.Tolerance("coplanar"));
                continue;
            }
            float[] expectedMean = new float[3], mean = [matrix[12], matrix[13], matrix[14]], grams = new float[10];
            for (int i = 0; i < neutral.Length; i++)
            {
                expectedMean[i % 3] += (neutral[i] + offsets[i]) / (neutral.Length / 3);
                for (int r = 0; r < 3; r++) mean[r] += matrix[(4 * (i % 3)) + r] * neutral[i] / (neutral.Length / 3);
            }
            for (int a = 0; a < 3; a++)
            {
                for (int b = 0; b < 3; b++)
                {
                    for (int r = 0; r < 3; r++) grams[(3 * a) + b] += matrix[(4 * a) + r] * matrix[(4 * b) + r];
                }
            }
            grams[9] = (matrix[0] * ((matrix[5] * matrix[10]) - (matrix[6] * matrix[9]))) - (matrix[4] * ((matrix[1] * matrix[10]) - (matrix[2] * matrix[9])))
                + (matrix[8] * ((matrix[1] * matrix[6]) - (matrix[2] * matrix[5])));
            yield return Comparison.Of("mean is carried", expectedMean, mean, golden.Tolerance("coplanar"));
            yield return Comparison.Of("is a rotation", [1, 0, 0, 0, 1, 0, 0, 0, 1, 1], grams, golden.Tolerance("coplanar"));
        }
    }

    /// <summary>Rows made one after the other.</summary>
    internal static float[] Rows(int count, int width, Action<int, float[]> fill)
    {
        float[] rows = new float[count * width], row = new float[width];
        for (int i = 0; i < count; i++)
        {
            fill(i, row);
            row.CopyTo(rows.AsSpan(i * width));
        }
        return rows;
    }

    /// <summary>Every third vertex, last first.</summary>
    private static int[] Subset(int vertexCount) => [.. Enumerable.Range(0, vertexCount).Where(v => v % 3 == 0).Reverse()];

    private static float[] Part(float[] matrices, bool isRotation) => [.. matrices.Where((_, i) => i % 16 >= 12 != isRotation)];
}
