using Audio2Face.Modkit.Inference.Bundles.Npy;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>The style of one frame of one take, learned with the network: model contract, sections 1.6 and 8.4.</summary>
internal static class ImplicitEmotion
{
    /// <summary>Looks a frame up.</summary>
    /// <param name="files">The bundle.</param>
    /// <param name="name">The database.</param>
    /// <param name="length">Numbers of a style.</param>
    /// <param name="shot">Name of the take, or null for the first one.</param>
    /// <param name="frame">Frame of the take.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: the database is broken, or has no such take or frame.</exception>
    public static float[] Read(BundleFiles files, string name, int length, string? shot, int frame)
    {
        using NpzFile database = new(files, name);
        string[] shots = database.Texts("emo_spec_names");
        int[] starts = database.Integers("emo_spec_start"), sizes = database.Integers("emo_spec_size");
        float[] rows = database.Singles("emo_db", -1);
        int index = shot is null ? 0 : Array.IndexOf(shots, shot);
        if (index < 0 || index >= Math.Min(shots.Length, Math.Min(starts.Length, sizes.Length)))
            throw InferenceIssues.BadData(name, $"it has no take '{shot}'; it has {string.Join(", ", shots.Take(10))}");
        if (frame < 0 || frame >= sizes[index])
            throw InferenceIssues.BadData(name, FormattableString.Invariant($"its take '{shots[index]}' has {sizes[index]} frames, and frame {frame} is wanted"));
        long row = (long)starts[index] + frame;
        if (row < 0 || (row + 1) * length > rows.Length) throw InferenceIssues.BadData(name, $"the frames of its take '{shots[index]}' are not there");
        return rows[(int)(row * length)..(int)((row + 1) * length)];
    }
}
