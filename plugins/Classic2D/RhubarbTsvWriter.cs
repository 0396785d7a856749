using System.Text;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Writes Rhubarb's tab-separated cues.</summary>
internal static class RhubarbTsvWriter
{
    public static string Write(CueList cues, string rest)
    {
        StringBuilder text = new();
        foreach (Cue cue in cues.Cues) text.Append(RhubarbShapes.Seconds(cue.Tick)).Append('\t').Append(cue.Shape).Append('\n');
        text.Append(RhubarbShapes.Seconds(cues.EndTick)).Append('\t').Append(rest).Append('\n');
        return text.ToString();
    }
}
