using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Writes Moho's switch data; frames count from 1.</summary>
internal static class MohoDatWriter
{
    public static string Write(CueList cues)
    {
        StringBuilder text = new(MohoDatFormat.Header + "\n");
        foreach (Cue cue in cues.Cues) text.Append(CultureInfo.InvariantCulture, $"{cue.Tick + 1} {cue.Shape}\n");
        return text.Append(CultureInfo.InvariantCulture, $"{cues.EndTick + 1} {LayerShapes.Rest}\n").ToString();
    }
}
