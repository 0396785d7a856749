using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Reads the morph animation of anyone's glTF file onto an even grid. Meshes are joined by the names of their morphs.</summary>
internal static class GltfReader
{
    public static RigTrack Read(Stream stream, string fileName)
    {
        using GltfDocument document = GltfDocument.Open(stream, fileName);
        List<(string Name, MorphSampler Sampler, int Target)> morphs = [];
        foreach (GltfElement animation in document.Root.Items("animations"))
        {
            AddMorphs(document, animation, morphs);
            if (morphs.Count > 0) return Resample(morphs, fileName);
        }
        throw new ModkitException(GltfIssues.NoMorphAnimation(fileName));
    }

    private static void AddMorphs(GltfDocument document, GltfElement animation, List<(string Name, MorphSampler Sampler, int Target)> morphs)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (GltfElement channel in animation.Items("channels"))
        {
            GltfElement target = channel.Get("target");
            if (target.Text("path") != "weights" || target.Find("node") is null) continue;
            GltfElement mesh = target.Follow("node", document.Root, "nodes").Follow("mesh", document.Root, "meshes");
            string[] names = TargetNames(mesh);
            if (names.Length == 0) continue;
            MorphSampler sampler = Sampler(document, channel.Follow("sampler", animation, "samplers"), names.Length);
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i].Length > 0 && known.Add(names[i])) morphs.Add((names[i], sampler, i));
            }
            if (morphs.Count > Limits.ProfileChannels) throw new ModkitException(GltfIssues.TooLarge(channel.Place, "channels", morphs.Count, Limits.ProfileChannels));
        }
    }

    /// <summary>Names of a mesh's morphs, as many as it has; empty when it has none or they are not named.</summary>
    public static string[] TargetNames(GltfElement mesh)
    {
        if (mesh.Find("extras") is not { } extras || extras.Items("targetNames") is not { Count: > 0 } list) return [];
        string[] names = [.. list.Select(name => name.AsText())];
        int targets = TargetCount(mesh);
        if (targets != names.Length) throw extras.Broken(FormattableString.Invariant($"{names.Length} names for {targets} morphs."));
        return names;
    }

    /// <summary>Number of morphs: that of the first primitive, as all must have the same.</summary>
    public static int TargetCount(GltfElement mesh) => mesh.Items("primitives") is [var first, ..] ? first.Items("targets").Count : 0;

    private static MorphSampler Sampler(GltfDocument document, GltfElement sampler, int targetCount)
    {
        KeyInterpolation interpolation = (sampler.Text("interpolation") ?? "LINEAR") switch
        {
            "LINEAR" => KeyInterpolation.Linear,
            "STEP" => KeyInterpolation.Step,
            "CUBICSPLINE" => KeyInterpolation.Cubic,
            _ => throw sampler.Broken("The interpolation is none of LINEAR, STEP and CUBICSPLINE."),
        };
        GltfElement input = sampler.Follow("input", document.Root, "accessors");
        float[] times = document.Scalars(input);
        if (times.Length == 0) throw input.Broken("There are no keys.");
        if (times[0] < 0) throw input.Broken("The first key lies before 0 s.");
        for (int i = 1; i < times.Length; i++)
        {
            if (times[i] <= times[i - 1]) throw input.Broken(FormattableString.Invariant($"Key {i} is not later than the key before it."));
        }
        if (times[^1] > Limits.ClipMinutes * 60) throw new ModkitException(GltfIssues.TooLarge(input.Place, "seconds", (long)Math.Min(times[^1], 1e15), Limits.ClipMinutes * 60));
        GltfElement output = sampler.Follow("output", document.Root, "accessors");
        float[] values = document.Scalars(output);
        long wanted = (long)times.Length * targetCount * (interpolation == KeyInterpolation.Cubic ? 3 : 1);
        if (values.Length != wanted) throw output.Broken(FormattableString.Invariant($"{values.Length} weights where {wanted} belong to the keys."));
        return new MorphSampler(times, values, targetCount, interpolation);
    }

    private static RigTrack Resample(List<(string Name, MorphSampler Sampler, int Target)> morphs, string fileName)
    {
        double frameRateFps = KeyTimes.FrameRateFps([.. morphs.MaxBy(morph => morph.Sampler.Times.Length).Sampler.Times.Select(seconds => (double)seconds)]);
        double toleranceSeconds = 0.002 / frameRateFps;
        double lastSeconds = morphs.Max(morph => morph.Sampler.Times[^1]);
        int frameCount = (int)Math.Floor((lastSeconds * frameRateFps) + 0.01) + 1;
        long size = (long)frameCount * morphs.Count;
        const long mostValues = Limits.AnimationFileMebibytes * 1024L * 1024L / sizeof(float);
        if (size > mostValues) throw new ModkitException(GltfIssues.TooLarge(fileName, "frames x channels", size, mostValues));
        float[] values = new float[size];
        RigChannel[] channels = new RigChannel[morphs.Count];
        for (int c = 0; c < channels.Length; c++)
        {
            (string name, MorphSampler sampler, int target) = morphs[c];
            float low = 0;
            float high = 1;
            int key = 0;
            for (int frame = 0; frame < frameCount; frame++)
            {
                float value = sampler.At(target, frame / frameRateFps, toleranceSeconds, ref key);
                if (!float.IsFinite(value)) throw new ModkitException(GltfIssues.Broken(fileName, $"The slopes of '{name}' are too steep for numbers."));
                values[((long)frame * channels.Length) + c] = value;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
            channels[c] = new RigChannel(name, low, high);
        }
        return new RigTrack { Curves = new CurveTable(frameRateFps, 0, [.. channels.Select(channel => channel.Name)], values), Channels = channels };
    }
}
