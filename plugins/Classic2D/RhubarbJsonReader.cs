using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Reads Rhubarb's JSON: any order of keys; keys it does not know are passed over.</summary>
internal static class RhubarbJsonReader
{
    private const int DeepestNesting = 32;

    /// <exception cref="ModkitException">CUE02 to CUE06: what is wrong and where.</exception>
    public static RigTrack Read(string text, string fileName)
    {
        CueReading reading = RhubarbShapes.Reading(fileName);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty(RhubarbJsonFormat.MouthCues, out JsonElement cues) || cues.ValueKind != JsonValueKind.Array)
                throw CueIssues.WrongStart(fileName, $"an object with a list '{RhubarbJsonFormat.MouthCues}'");
            double end = 0;
            if (document.RootElement.TryGetProperty(RhubarbJsonFormat.Metadata, out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object
                && metadata.TryGetProperty(RhubarbJsonFormat.Duration, out _))
                end = Seconds(metadata, RhubarbJsonFormat.Duration, $"{fileName} ({RhubarbJsonFormat.Metadata})");
            int index = 0;
            foreach (JsonElement cue in cues.EnumerateArray())
            {
                string place = FormattableString.Invariant($"{fileName} ({RhubarbJsonFormat.MouthCues}[{index++}])");
                if (cue.ValueKind != JsonValueKind.Object || !cue.TryGetProperty(RhubarbJsonFormat.Value, out JsonElement value) || value.ValueKind != JsonValueKind.String)
                    throw CueIssues.BadEntry(place, $"a cue with '{RhubarbJsonFormat.Start}', '{RhubarbJsonFormat.End}' and '{RhubarbJsonFormat.Value}'");
                reading.Add(Seconds(cue, RhubarbJsonFormat.Start, place), value.GetString()!, place);
                end = Math.Max(end, Seconds(cue, RhubarbJsonFormat.End, place));
            }
            return reading.ToTrack(end, RhubarbShapes.TicksPerSecond);
        }
        catch (JsonException exception)
        {
            throw CueIssues.BadEntry(CueIssues.At(fileName, (int)Math.Min(int.MaxValue - 1, exception.LineNumber ?? 0) + 1), "JSON");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a text.
            throw CueIssues.BadEntry(fileName, "JSON in UTF-8");
        }
    }

    private static double Seconds(JsonElement owner, string key, string place) =>
        owner.TryGetProperty(key, out JsonElement element) && element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double seconds) && seconds >= 0 && double.IsFinite(seconds)
            ? seconds
            : throw CueIssues.BadEntry(place, $"a time in seconds under '{key}'");
}
