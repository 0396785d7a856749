using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Writes Papagayo projects: one voice, one phrase, one word, as what is said is not known.</summary>
internal static class PapagayoPgoWriter
{
    public static string Write(CueList cues, int frameRateFps, string name)
    {
        string title = string.Concat(name.Select(character => char.IsControl(character) ? '_' : character));
        string word = string.Concat(title.Select(character => char.IsWhiteSpace(character) ? '_' : character));
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{PapagayoPgoFormat.Header}\n{title}\n{frameRateFps}\n{cues.EndTick}\n1\n\tVoice 1\n\t{title}\n");
        if (cues.Cues.Count == 0) return text.Append("\t0\n").ToString();
        text.Append(CultureInfo.InvariantCulture, $"\t1\n\t\t{title}\n\t\t1\n\t\t{cues.EndTick}\n\t\t1\n\t\t\t{word} 1 {cues.EndTick} {cues.Cues.Count}\n");
        foreach (Cue cue in cues.Cues) text.Append(CultureInfo.InvariantCulture, $"\t\t\t\t{cue.Tick + 1} {cue.Shape}\n");
        return text.ToString();
    }
}
