using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Reads the blend shape curves of the first animation that has any. Shapes of one name in several meshes are one channel; the first counts.</summary>
internal sealed class FbxReader(FbxScene scene, string file)
{
    private const long MostKeys = 8_000_000;

    private long _keyCount;

    /// <exception cref="ModkitException">FBX02 to FBX04: what is wrong and at which offset.</exception>
    public RigTrack Read()
    {
        List<RigChannel> channels = [];
        List<CurveKey[]> keys = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        double[] longest = [];
        foreach ((FbxObject channel, FbxObject curve) in Curves())
        {
            string name = ShortName(channel.Name);
            if (name.Length == 0 || !known.Add(name)) continue;
            if (channels.Count == Limits.ProfileChannels) throw FbxIssues.TooLarge(file, $"more than {Limits.ProfileChannels} blend shapes");
            (double[] seconds, double[] weights) = Keys(curve.Node);
            if (seconds.Length == 0) continue;
            if (seconds.Length > longest.Length) longest = seconds;
            channels.Add(new RigChannel(name, (float)Math.Min(0, weights.Min()), (float)Math.Max(1, weights.Max())));
            keys.Add([.. seconds.Zip(weights, (time, weight) => new CurveKey(time, (float)weight))]);
        }
        if (channels.Count == 0) throw FbxIssues.NoCurves(file);
        // A track starts at 0 s; what begins earlier is moved there.
        double start = Math.Min(0, keys.Min(own => own[0].TimeSeconds));
        for (int i = 0; start < 0 && i < keys.Count; i++) keys[i] = [.. keys[i].Select(key => key with { TimeSeconds = key.TimeSeconds - start })];
        double rateFps = KeyTimes.FrameRateFps(longest);
        double lengthSeconds = keys.Max(own => own[^1].TimeSeconds) + (1 / rateFps);
        if (lengthSeconds > (Limits.ClipMinutes * 60) + 1) throw FbxIssues.TooLarge(file, $"more than {Limits.ClipMinutes} minutes");
        if (lengthSeconds * rateFps * channels.Count > Limits.AnimationFileMebibytes * 1024L * 1024 / sizeof(float)) throw FbxIssues.TooLarge(file, "too many frames and shapes");
        return RigTrack.FromCurveKeys(channels, keys, rateFps, lengthSeconds);
    }

    /// <summary>The sliders and their curves of the first animation, in file order of the connections.</summary>
    private List<(FbxObject Channel, FbxObject Curve)> Curves()
    {
        Dictionary<long, FbxObject> curveOf = [];
        Dictionary<long, long> layerOf = [], stackOf = [];
        foreach (FbxConnection connection in scene.Connections)
        {
            if (connection.Property is not null && scene.Find(connection.Child, FbxFormat.Curve) is { } curve) curveOf.TryAdd(connection.Parent, curve);
            else if (connection.Property is null && scene.Find(connection.Parent, FbxFormat.Layer) is not null) layerOf.TryAdd(connection.Child, connection.Parent);
            else if (connection.Property is null && scene.Find(connection.Parent, FbxFormat.Stack) is not null) stackOf.TryAdd(connection.Child, connection.Parent);
        }
        List<(FbxObject Channel, FbxObject Curve)> curves = [];
        long? first = null;
        foreach (FbxConnection connection in scene.Connections)
        {
            if (connection.Property != FbxFormat.Percent || !scene.IsShapeChannel(connection.Parent) || !curveOf.TryGetValue(connection.Child, out FbxObject? curve)) continue;
            long stack = stackOf.GetValueOrDefault(layerOf.GetValueOrDefault(connection.Child));
            if (stack == (first ??= stack)) curves.Add((scene.Find(connection.Parent)!, curve));
        }
        return curves;
    }

    /// <summary>Maya puts the deformer's name before the shape's: <c>blendShape1.jawOpen</c>.</summary>
    private static string ShortName(string name) => name[(name.LastIndexOf('.') + 1)..];

    private (double[] Seconds, double[] Weights) Keys(FbxNode curve)
    {
        double[] times = new FbxProperties(curve.Child("KeyTime"), file).NextNumbers();
        double[] values = new FbxProperties(curve.Child("KeyValueFloat"), file).NextNumbers();
        if (times.Length != values.Length) throw FbxIssues.Broken(file, curve.Offset, "A curve has not as many values as times.");
        if ((_keyCount += times.Length) > MostKeys) throw FbxIssues.TooLarge(file, $"more than {MostKeys} keys");
        for (int i = 0; i < times.Length; i++)
        {
            times[i] /= FbxFormat.UnitsPerSecond;
            values[i] /= FbxFormat.FullPercent;
            if (!float.IsFinite((float)values[i])) throw FbxIssues.Broken(file, curve.Offset, FormattableString.Invariant($"The value of key {i} is not finite."));
            if (Math.Abs(times[i]) > Limits.ClipMinutes * 60) throw FbxIssues.TooLarge(file, $"a key beyond {Limits.ClipMinutes} minutes");
            if (i > 0 && times[i] <= times[i - 1]) throw FbxIssues.Broken(file, curve.Offset, FormattableString.Invariant($"Key {i} is not later than the key before it."));
        }
        return (times, values);
    }
}
