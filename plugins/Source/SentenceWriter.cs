using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Writes the text of a sentence: words of phonemes with their times.</summary>
internal static class SentenceWriter
{
    private const int LongestName = 250;

    /// <summary>Shorter pauses stay gaps; the engine cross-fades over them.</summary>
    private const double ShortestSilenceSeconds = 0.3;

    public static string Write(RigTrack track, LineInfo line)
    {
        if (track.Channels.Count != Phonemes.All.Length) throw new ArgumentException("The track's channels are not the engine's phonemes.", nameof(track));
        string name = PlainWord(line.Name);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"VERSION 1.0\nPLAINTEXT\n{{\n{name}\n}}\nWORDS\n{{\n");
        List<SpokenPhoneme> word = [];
        foreach (SpokenPhoneme phoneme in Spoken(track, line.DurationSeconds))
        {
            // A pause ends a word; so does silence that is told.
            if (word.Count > 0 && (word[^1].EndSeconds < phoneme.StartSeconds || phoneme.Index == Phonemes.Rest || word[^1].Index == Phonemes.Rest)) WriteWord(text, word);
            word.Add(phoneme);
        }
        if (word.Count > 0) WriteWord(text, word);
        return text.Append("}\nEMPHASIS\n{\n}\nOPTIONS\n{\nvoice_duck 0\n}\n").ToString();
    }

    private static void WriteWord(StringBuilder text, List<SpokenPhoneme> word)
    {
        // What is said is not known, and nothing depends on it.
        text.Append(CultureInfo.InvariantCulture, $"WORD _ {word[0].StartSeconds:0.000} {word[^1].EndSeconds:0.000}\n{{\n");
        foreach (SpokenPhoneme phoneme in word)
        {
            (int code, string name) = Phonemes.All[phoneme.Index];
            text.Append(CultureInfo.InvariantCulture, $"{code} {name} {phoneme.StartSeconds:0.000} {phoneme.EndSeconds:0.000} 1\n");
        }
        text.Append("}\n");
        word.Clear();
    }

    private static IEnumerable<SpokenPhoneme> Spoken(RigTrack track, double durationSeconds)
    {
        IReadOnlyList<ShapeKey> keys = track.ShapeKeys
            ?? throw new ArgumentException("The track has no shape keys; a host gives them to formats that name shapes.", nameof(track));
        for (int i = 0; i < keys.Count; i++)
        {
            double start = Milliseconds(keys[i].TimeSeconds);
            double end = Milliseconds(Math.Min(i + 1 < keys.Count ? keys[i + 1].TimeSeconds : durationSeconds, durationSeconds));
            bool isTold = keys[i].Shape != Phonemes.Rest || end - start > ShortestSilenceSeconds;
            if (isTold && end > start) yield return new SpokenPhoneme(keys[i].Shape, start, end);
        }
    }

    private static double Milliseconds(double seconds) => Math.Round(seconds, 3);

    /// <summary>The engine splits texts at blanks and takes braces for the ends of blocks.</summary>
    private static string PlainWord(string name)
    {
        string word = string.Concat(name.Take(LongestName).Select(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || "{}\"".Contains(c, StringComparison.Ordinal) ? '_' : c));
        return word.Length == 0 ? "_" : word;
    }
}
