using System.Numerics;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>Keeps pictures of long clips small: no pixel column needs more than its first, lowest, highest and last value.</summary>
internal static class CurveThinning
{
    public static Vector2[] ToPoints(float[] values, Func<int, float> x, Func<float, float> y)
    {
        List<Vector2> points = [];
        int start = 0;
        while (start < values.Length)
        {
            int column = (int)x(start);
            int end = start + 1;
            while (end < values.Length && (int)x(end) == column) end++;
            if (end - start <= 4)
            {
                for (int i = start; i < end; i++) points.Add(new Vector2(x(i), y(values[i])));
            }
            else
            {
                ReadOnlySpan<float> part = values.AsSpan(start, end - start);
                float least = part[0];
                float most = part[0];
                foreach (float value in part) (least, most) = (Math.Min(least, value), Math.Max(most, value));
                points.Add(new Vector2(x(start), y(part[0])));
                points.Add(new Vector2(column + 0.3f, y(least)));
                points.Add(new Vector2(column + 0.6f, y(most)));
                points.Add(new Vector2(x(end - 1), y(part[^1])));
            }
            start = end;
        }
        return [.. points];
    }
}
