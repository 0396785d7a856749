using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>Reads plain JSON of curves: any order of keys; keys it does not know are passed over.</summary>
internal static class CurvesJsonReader
{
    private const double HighestRateFps = 1000;

    /// <exception cref="ModkitException">CRV01 and CRV04: what is wrong and where.</exception>
    public static RigTrack Read(Stream stream, string fileName)
    {
        ReadOnlyMemory<byte> file = CurveFiles.ReadAll(stream, fileName);
        try
        {
            using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 32 });
            return ToTrack(document.RootElement, fileName);
        }
        catch (JsonException exception)
        {
            throw CurveIssues.BadJson(FormattableString.Invariant($"{fileName}:{exception.LineNumber + 1}"), "This is not JSON.");
        }
        catch (InvalidOperationException)
        {
            throw CurveIssues.BadJson(fileName, "A text has broken letters.");
        }
    }

    private static RigTrack ToTrack(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(CurvesJsonFormat.FormatKey, out JsonElement format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != CurvesJsonFormat.FormatName)
            throw CurveIssues.BadJson(file, $"The key '{CurvesJsonFormat.FormatKey}' is not '{CurvesJsonFormat.FormatName}'.");
        if (Number(root, CurvesJsonFormat.VersionKey, file) != CurvesJsonFormat.Version)
            throw CurveIssues.BadJson($"{file}: /{CurvesJsonFormat.VersionKey}", "This version of the layout is not known.");
        double rateFps = Number(root, CurvesJsonFormat.RateKey, file);
        if (rateFps is not (> 0 and <= HighestRateFps)) throw CurveIssues.BadJson($"{file}: /{CurvesJsonFormat.RateKey}", $"The rate is not above 0 and at most {HighestRateFps}.");
        RigChannel[] channels = Channels(root, file);
        JsonElement frames = List(root, CurvesJsonFormat.FramesKey, file);
        int frameCount = frames.GetArrayLength();
        if (frameCount > rateFps * Limits.ClipMinutes * 60) throw CurveIssues.TooLarge($"{file}: /{CurvesJsonFormat.FramesKey}", $"more than {Limits.ClipMinutes} minutes");
        if ((long)frameCount * channels.Length > CurveFiles.MostValues) throw CurveIssues.TooLarge($"{file}: /{CurvesJsonFormat.FramesKey}", "too many frames and channels");
        List<float> values = [];
        int frame = 0;
        foreach (JsonElement row in frames.EnumerateArray())
        {
            string place = FormattableString.Invariant($"{file}: /{CurvesJsonFormat.FramesKey}/{frame++}");
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != channels.Length)
                throw CurveIssues.BadJson(place, FormattableString.Invariant($"This is not a row of {channels.Length} numbers."));
            foreach (JsonElement value in row.EnumerateArray()) values.Add((float)Number(value, place));
        }
        return new RigTrack { Curves = new CurveTable(rateFps, 0, [.. channels.Select(channel => channel.Name)], [.. values]), Channels = Widened(channels, values) };
    }

    private static RigChannel[] Channels(JsonElement root, string file)
    {
        JsonElement list = List(root, CurvesJsonFormat.ChannelsKey, file);
        if (list.GetArrayLength() is 0 or > Limits.ProfileChannels)
            throw CurveIssues.BadJson($"{file}: /{CurvesJsonFormat.ChannelsKey}", $"There must be 1 to {Limits.ProfileChannels} channels.");
        List<RigChannel> channels = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (JsonElement item in list.EnumerateArray())
        {
            string place = FormattableString.Invariant($"{file}: /{CurvesJsonFormat.ChannelsKey}/{channels.Count}");
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(CurvesJsonFormat.NameKey, out JsonElement nameElement)
                || nameElement.ValueKind != JsonValueKind.String || nameElement.GetString() is not { Length: > 0 and <= CurveFiles.LongestName } name)
                throw CurveIssues.BadJson(place, "The channel has no name.");
            if (!known.Add(name)) throw CurveIssues.BadJson(place, $"'{name}' is there twice.");
            float low = (float)Number(item, CurvesJsonFormat.MinimumKey, place, 0), high = (float)Number(item, CurvesJsonFormat.MaximumKey, place, 1);
            float rest = (float)Number(item, CurvesJsonFormat.RestKey, place, 0);
            if (!(low < high) || rest < low || rest > high) throw CurveIssues.BadJson(place, "'min' is not below 'max', or 'rest' not between them.");
            channels.Add(new RigChannel(name, low, high, rest));
        }
        return [.. channels];
    }

    /// <summary>The file's ranges, widened where the values go beyond.</summary>
    private static RigChannel[] Widened(RigChannel[] channels, List<float> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            ref RigChannel channel = ref channels[i % channels.Length];
            if (values[i] < channel.Minimum) channel = channel with { Minimum = values[i] };
            else if (values[i] > channel.Maximum) channel = channel with { Maximum = values[i] };
        }
        return channels;
    }

    private static JsonElement List(JsonElement root, string key, string file) =>
        root.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list
            : throw CurveIssues.BadJson($"{file}: /{key}", "There is no such list.");

    private static double Number(JsonElement parent, string key, string place, double? ifAbsent = null)
    {
        if (parent.TryGetProperty(key, out JsonElement element)) return Number(element, $"{place}: /{key}");
        return ifAbsent ?? throw CurveIssues.BadJson($"{place}: /{key}", "There is no such number.");
    }

    private static double Number(JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && float.IsFinite((float)value)
            ? value
            : throw CurveIssues.BadJson(place, "This is not a finite number.");
}
