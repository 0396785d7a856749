using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Writes the section of a PAMELA file that AGS reads.</summary>
internal static class AgsPamWriter
{
    public static string Write(CueList cues)
    {
        StringBuilder text = new(AgsPamFormat.Section + "\n");
        foreach (Cue cue in cues.Cues) text.Append(CultureInfo.InvariantCulture, $"{cue.Tick * AgsPamFormat.StepsPerFrame}:{cue.Shape}\n");
        return text.Append(CultureInfo.InvariantCulture, $"{cues.EndTick * AgsPamFormat.StepsPerFrame}:{LayerShapes.Rest}\n").ToString();
    }
}
