namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Weights of several morphs at key times, and everything between.</summary>
internal sealed class MorphSampler(float[] times, float[] values, int targetCount, KeyInterpolation interpolation)
{
    public float[] Times { get; } = times;

    /// <summary>The weight of a morph at a time; before the first key and after the last it is held.</summary>
    /// <param name="target">Which of the morphs.</param>
    /// <param name="seconds">The time; within <paramref name="toleranceSeconds"/> of a key it is the key's own value.</param>
    /// <param name="toleranceSeconds">What times lose by being stored as single floats.</param>
    /// <param name="key">Where the last search ended; times must not fall between calls for one morph.</param>
    public float At(int target, double seconds, double toleranceSeconds, ref int key)
    {
        while (key + 1 < Times.Length && Times[key + 1] <= seconds + toleranceSeconds) key++;
        if (key + 1 >= Times.Length || seconds - toleranceSeconds <= Times[key] || interpolation == KeyInterpolation.Step) return Value(key, target);
        double span = Times[key + 1] - (double)Times[key];
        double t = (seconds - Times[key]) / span;
        double from = Value(key, target);
        double to = Value(key + 1, target);
        if (interpolation == KeyInterpolation.Linear) return (float)(from + ((to - from) * t));
        double outgoing = values[(((3 * key) + 2) * targetCount) + target];
        double incoming = values[(3 * (key + 1) * targetCount) + target];
        double square = t * t;
        double cube = square * t;
        return (float)((((2 * cube) - (3 * square) + 1) * from) + (span * (cube - (2 * square) + t) * outgoing)
            + (((3 * square) - (2 * cube)) * to) + (span * (cube - square) * incoming));
    }

    /// <summary>A cubic key holds incoming slopes, values and outgoing slopes, one after the other.</summary>
    private float Value(int key, int target) => interpolation == KeyInterpolation.Cubic
        ? values[(((3 * key) + 1) * targetCount) + target]
        : values[(key * targetCount) + target];
}

/// <summary>How weights go from key to key.</summary>
internal enum KeyInterpolation
{
    Linear,
    Step,
    Cubic,
}
