using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Writes Rhubarb's JSON: times with two decimals, one cue a line.</summary>
internal static class RhubarbJsonWriter
{
    public static string Write(CueList cues, string name)
    {
        StringBuilder json = new();
        json.Append(CultureInfo.InvariantCulture, $"{{\n  \"{RhubarbJsonFormat.Metadata}\": {{\n    \"{RhubarbJsonFormat.SoundFile}\": \"{JsonEncodedText.Encode(name)}\",\n");
        json.Append(CultureInfo.InvariantCulture, $"    \"{RhubarbJsonFormat.Duration}\": {RhubarbShapes.Seconds(cues.EndTick)}\n  }},\n  \"{RhubarbJsonFormat.MouthCues}\": [\n");
        for (int i = 0; i < cues.Cues.Count; i++)
        {
            bool isLast = i + 1 == cues.Cues.Count;
            json.Append(CultureInfo.InvariantCulture,
                $"    {{ \"{RhubarbJsonFormat.Start}\": {RhubarbShapes.Seconds(cues.Cues[i].Tick)}, \"{RhubarbJsonFormat.End}\": {RhubarbShapes.Seconds(isLast ? cues.EndTick : cues.Cues[i + 1].Tick)}, ");
            json.Append(CultureInfo.InvariantCulture, $"\"{RhubarbJsonFormat.Value}\": \"{cues.Cues[i].Shape}\" }}{(isLast ? "" : ",")}\n");
        }
        return json.Append("  ]\n}\n").ToString();
    }
}
