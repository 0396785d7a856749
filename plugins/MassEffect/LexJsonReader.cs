using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.MassEffect;

/// <summary>Reads sections; curves are followed with their tangents, 30 times a second.</summary>
internal static class LexJsonReader
{
    private const int FrameRateFps = 30, DeepestNesting = 32, MostChannels = 4_096, LongestName = 256, MostValues = 8 << 20;
    private const double LongestSeconds = 7_200, LargestNumber = 1e6;

    /// <exception cref="ModkitException">MEX01 to MEX04: what is wrong and where.</exception>
    public static RigTrack Read(Stream stream, string fileName)
    {
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw LexJsonIssues.TooLarge(fileName, stream.Length);
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty(LexJsonFormat.Channels, out JsonElement sections) || sections.ValueKind != JsonValueKind.Object)
                throw LexJsonIssues.BadEntry(fileName, $"an object with an object '{LexJsonFormat.Channels}'");
            double end = document.RootElement.TryGetProperty(LexJsonFormat.Span, out JsonElement span)
                ? Number(span, $"{fileName} ({LexJsonFormat.Span})", 0, LongestSeconds) - LexJsonFormat.SpanMarginSeconds
                : 0;
            return ToTrack(ReadChannels(sections, fileName), end, fileName);
        }
        catch (JsonException exception)
        {
            throw LexJsonIssues.NotJson(FormattableString.Invariant($"{fileName}:{(exception.LineNumber ?? 0) + 1}"));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name.
            throw LexJsonIssues.NotJson(fileName);
        }
    }

    private static List<(string Name, List<HermiteKey> Keys)> ReadChannels(JsonElement sections, string fileName)
    {
        List<(string Name, List<HermiteKey> Keys)> channels = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonProperty section in sections.EnumerateObject())
        {
            string place = FormattableString.Invariant($"{fileName} ({LexJsonFormat.Channels}, entry {channels.Count})");
            if (section.Value.ValueKind != JsonValueKind.Array || section.Name.Length is 0 or > LongestName || !names.Add(section.Name))
                throw LexJsonIssues.BadEntry(place, "a name of its own with a list of keys");
            if (channels.Count == MostChannels) throw LexJsonIssues.TooLong(fileName, FormattableString.Invariant($"it has more than {MostChannels} channels"));
            channels.Add((section.Name, ReadKeys(section.Value, place)));
        }
        return channels;
    }

    private static List<HermiteKey> ReadKeys(JsonElement list, string place)
    {
        List<HermiteKey> keys = [];
        foreach (JsonElement element in list.EnumerateArray())
        {
            string at = FormattableString.Invariant($"{place}[{keys.Count}]");
            if (element.ValueKind != JsonValueKind.Object) throw LexJsonIssues.BadEntry(at, "a key with four numbers");
            HermiteKey key = new(
                Number(element, LexJsonFormat.Time, at, 0, LongestSeconds), Number(element, LexJsonFormat.Weight, at, -LargestNumber, LargestNumber),
                Number(element, LexJsonFormat.InTangent, at, -LargestNumber, LargestNumber), Number(element, LexJsonFormat.LeaveTangent, at, -LargestNumber, LargestNumber));
            if (keys.Count > 0 && key.TimeSeconds < keys[^1].TimeSeconds) throw LexJsonIssues.BadEntry(at, "a key after the one above it");
            keys.Add(key);
        }
        return keys;
    }

    private static RigTrack ToTrack(List<(string Name, List<HermiteKey> Keys)> channels, double endSeconds, string fileName)
    {
        int frameCount = CurveTable.FramesIn(endSeconds, FrameRateFps);
        // The last key is a frame of its own.
        foreach ((_, List<HermiteKey> keys) in channels) frameCount = Math.Max(frameCount, keys.Count == 0 ? 0 : (int)Math.Round(keys[^1].TimeSeconds * FrameRateFps) + 1);
        if ((long)frameCount * channels.Count > MostValues) throw LexJsonIssues.TooLong(fileName, "it has too many channels over too long a time");
        float[] values = new float[frameCount * channels.Count];
        RigChannel[] ranges = new RigChannel[channels.Count];
        for (int channel = 0; channel < channels.Count; channel++)
        {
            (string name, List<HermiteKey> keys) = channels[channel];
            (float lowest, float highest) = (0, 1);
            int next = 0;
            for (int frame = 0; frame < frameCount; frame++)
            {
                double time = (double)frame / FrameRateFps;
                while (next < keys.Count && keys[next].TimeSeconds <= time + CurveTable.TimeTolerance) next++;
                double value = keys.Count == 0 ? 0
                    : next == 0 ? keys[0].Weight
                    : next == keys.Count || time <= keys[next - 1].TimeSeconds ? keys[next - 1].Weight
                    : keys[next - 1].ValueTo(keys[next], time);
                values[(frame * channels.Count) + channel] = (float)value;
                (lowest, highest) = (Math.Min(lowest, (float)value), Math.Max(highest, (float)value));
            }
            ranges[channel] = new RigChannel(name, lowest, highest);
        }
        return new RigTrack { Curves = new CurveTable(FrameRateFps, 0, [.. channels.Select(channel => channel.Name)], values), Channels = ranges };
    }

    private static double Number(JsonElement owner, string key, string place, double least, double most) =>
        owner.TryGetProperty(key, out JsonElement element) ? Number(element, place, least, most) : throw LexJsonIssues.BadEntry(place, $"a key with '{key}'");

    private static double Number(JsonElement element, string place, double least, double most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && value >= least && value <= most
            ? value
            : throw LexJsonIssues.BadEntry(place, FormattableString.Invariant($"a number of {least} to {most}"));
}
