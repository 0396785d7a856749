using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Vrm;

/// <summary>Reads expressions and gaze of the first animation onto an even grid.</summary>
internal sealed class VrmaReader(VrmaDocument document, string file)
{
    private readonly List<RigChannel> _channels = [];
    private readonly List<CurveKey[]> _keys = [];
    private double[] _longest = [];

    /// <exception cref="ModkitException">VRM01 to VRM04: what is wrong and where.</exception>
    public RigTrack Read()
    {
        if (!VrmaDocument.TryGet(document.Root, "extensions", JsonValueKind.Object, out JsonElement extensions)
            || !VrmaDocument.TryGet(extensions, VrmaFormat.Extension, JsonValueKind.Object, out JsonElement vrm))
            throw VrmIssues.NotVrma(file, $"it has no extension {VrmaFormat.Extension}");
        Dictionary<int, string> expressionOfNode = Expressions(vrm);
        int? gaze = VrmaDocument.TryGet(vrm, "lookAt", JsonValueKind.Object, out JsonElement lookAt) ? VrmaDocument.Integer(lookAt, "node", $"{file}: lookAt") : null;
        if (VrmaDocument.TryGet(document.Root, "animations", JsonValueKind.Array, out _)) ReadAnimation(document.Item("animations", 0), expressionOfNode, gaze);
        if (_channels.Count == 0) throw VrmIssues.NothingMoves(file);
        double rateFps = KeyTimes.FrameRateFps(_longest);
        double lengthSeconds = _keys.Max(keys => keys[^1].TimeSeconds) + (1 / rateFps);
        if (lengthSeconds * rateFps * _channels.Count > Limits.AnimationFileMebibytes * 1024L * 1024 / sizeof(float)) throw VrmIssues.TooLarge(file, "too many frames and channels");
        return RigTrack.FromCurveKeys(_channels, _keys, rateFps, lengthSeconds);
    }

    private Dictionary<int, string> Expressions(JsonElement vrm)
    {
        Dictionary<int, string> expressionOfNode = [];
        // The gaze's own names are taken: an expression that bears one is passed over.
        HashSet<string> names = new(StringComparer.Ordinal) { VrmaFormat.YawChannel, VrmaFormat.PitchChannel };
        if (!VrmaDocument.TryGet(vrm, "expressions", JsonValueKind.Object, out JsonElement expressions)) return expressionOfNode;
        foreach (string kind in (string[])["preset", "custom"])
        {
            if (!VrmaDocument.TryGet(expressions, kind, JsonValueKind.Object, out JsonElement group)) continue;
            foreach (JsonProperty expression in group.EnumerateObject())
            {
                string name = Name(expression);
                if (names.Count >= Limits.ProfileChannels) throw VrmIssues.TooLarge(file, $"more than {Limits.ProfileChannels} expressions");
                if (names.Add(name)) expressionOfNode.TryAdd(VrmaDocument.Integer(expression.Value, "node", $"{file}: expression '{name}'"), name);
            }
        }
        return expressionOfNode;
    }

    private string Name(JsonProperty expression)
    {
        try
        {
            return expression.Name;
        }
        catch (InvalidOperationException)
        {
            throw VrmIssues.Broken(file, "The name of an expression has broken letters.");
        }
    }

    private void ReadAnimation(JsonElement animation, Dictionary<int, string> expressionOfNode, int? gaze)
    {
        if (!VrmaDocument.TryGet(animation, "channels", JsonValueKind.Array, out JsonElement channels)) return;
        HashSet<int> read = [];
        int index = 0;
        foreach (JsonElement channel in channels.EnumerateArray())
        {
            string place = FormattableString.Invariant($"{file}: /animations/0/channels/{index++}");
            if (!VrmaDocument.TryGet(channel, "target", JsonValueKind.Object, out JsonElement target) || !target.TryGetProperty("node", out _)) continue;
            int node = VrmaDocument.Integer(target, "node", place);
            string? path = VrmaDocument.Text(target, "path");
            bool isGaze = path == "rotation" && node == gaze;
            string? expression = path == "translation" ? expressionOfNode.GetValueOrDefault(node) : null;
            if ((!isGaze && expression is null) || !read.Add(node)) continue;
            JsonElement sampler = document.Item(animation, "samplers", VrmaDocument.Integer(channel, "sampler", place));
            (double[] times, float[] values, bool isStep) = Keys(sampler, isGaze ? 4 : 3, place);
            if (times.Length > _longest.Length) _longest = times;
            if (expression is not null)
            {
                Add(expression, times, isStep, 0, 1, i => values[3 * i]);
                continue;
            }
            Add(VrmaFormat.YawChannel, times, isStep, -90, 90, i => Gaze.FromRotation(values.AsSpan(4 * i, 4)).YawDegrees);
            Add(VrmaFormat.PitchChannel, times, isStep, -90, 90, i => Gaze.FromRotation(values.AsSpan(4 * i, 4)).PitchDegrees);
        }
    }

    private (double[] Times, float[] Values, bool IsStep) Keys(JsonElement sampler, int width, string place)
    {
        string interpolation = VrmaDocument.Text(sampler, "interpolation") ?? "LINEAR";
        float[] input = document.Floats(VrmaDocument.Integer(sampler, "input", place), 1);
        float[] values = document.Floats(VrmaDocument.Integer(sampler, "output", place), width);
        // A cubic key is its incoming slope, its value, its outgoing slope; the values do.
        int perKey = interpolation == "CUBICSPLINE" ? 3 : 1;
        if (input.Length == 0 || values.Length != (long)input.Length * width * perKey) throw VrmIssues.Broken(place, "There are not as many values as key times, or none.");
        if (input[0] < 0 || input[^1] > Limits.ClipMinutes * 60) throw VrmIssues.Broken(place, $"The key times do not lie within 0 and {Limits.ClipMinutes} minutes.");
        for (int i = 1; i < input.Length; i++)
        {
            if (input[i] <= input[i - 1]) throw VrmIssues.Broken(place, FormattableString.Invariant($"Key {i} is not later than the key before it."));
        }
        if (perKey == 3) values = [.. Enumerable.Range(0, input.Length * width).Select(i => values[(((3 * (i / width)) + 1) * width) + (i % width)])];
        return ([.. input.Select(seconds => (double)seconds)], values, interpolation == "STEP");
    }

    private void Add(string name, double[] times, bool isStep, float minimum, float maximum, Func<int, float> value)
    {
        List<CurveKey> keys = [];
        for (int i = 0; i < times.Length; i++)
        {
            // A step is a line that stays level until just before the next key.
            if (isStep && i > 0) keys.Add(new CurveKey(Math.Max(times[i - 1], times[i] - (2 * CurveTable.TimeTolerance)), keys[^1].Value));
            float now = value(i);
            keys.Add(new CurveKey(times[i], now));
            minimum = Math.Min(minimum, now);
            maximum = Math.Max(maximum, now);
        }
        _channels.Add(new RigChannel(name, minimum, maximum));
        _keys.Add([.. keys]);
    }
}
