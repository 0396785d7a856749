using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Reads the first voice of a Papagayo project. Between words the mouth is at rest.</summary>
internal sealed class PapagayoPgoReader(string text, string fileName)
{
    private int _at, _line;

    /// <exception cref="ModkitException">CUE02 to CUE06: what is wrong and in which line.</exception>
    public RigTrack Read()
    {
        if (!NextLine("the header").Equals(PapagayoPgoFormat.Header, StringComparison.OrdinalIgnoreCase))
            throw CueIssues.WrongStart(CueIssues.At(fileName, _line), $"'{PapagayoPgoFormat.Header}'");
        NextLine("the sound file");
        int rateFps = NextNumber("the frames per second");
        if (rateFps is < PapagayoPgoFormat.LowestFrameRateFps or > PapagayoPgoFormat.HighestFrameRateFps)
            throw CueIssues.BadEntry(CueIssues.At(fileName, _line), FormattableString.Invariant($"a rate of 1 to {PapagayoPgoFormat.HighestFrameRateFps} frames per second"));
        int frameCount = NextNumber("the number of frames");
        CueReading reading = LayerShapes.Reading(fileName);
        if (NextNumber("the number of voices") > 0) ReadVoice(reading, rateFps);
        return reading.ToTrack((double)frameCount / rateFps, rateFps);
    }

    private void ReadVoice(CueReading reading, int rateFps)
    {
        NextLine("the voice's name");
        NextLine("the voice's text");
        int restFrame = 0;
        for (int phrases = NextNumber("the number of phrases"); phrases > 0; phrases--)
        {
            NextLine("the phrase's text");
            NextNumber("the phrase's first frame");
            NextNumber("the phrase's last frame");
            for (int words = NextNumber("the number of words"); words > 0; words--) ReadWord(reading, rateFps, ref restFrame);
        }
        if (restFrame > 0) reading.Add((restFrame - 1.0) / rateFps, LayerShapes.Rest, CueIssues.At(fileName, _line));
    }

    /// <param name="reading">Takes the cues.</param>
    /// <param name="rateFps">The file's rate.</param>
    /// <param name="restFrame">The frame after the word before, or 0; becomes that after this word.</param>
    private void ReadWord(CueReading reading, int rateFps, ref int restFrame)
    {
        string[] parts = NextLine("a word").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 4 || !TryNumber(parts[^3], out int start) || !TryNumber(parts[^2], out int end) || !TryNumber(parts[^1], out int phonemes) || start < 1 || end < start || end == int.MaxValue)
            throw CueIssues.BadEntry(CueIssues.At(fileName, _line), "a word, its first and last frame and its number of phonemes");
        bool isFirst = true;
        for (; phonemes > 0; phonemes--)
        {
            if (!MohoDatReader.TryReadLine(NextLine("a phoneme"), out int frame, out string shape))
                throw CueIssues.BadEntry(CueIssues.At(fileName, _line), "a frame number from 1 and a phoneme");
            if (isFirst && restFrame > 0 && frame > restFrame) reading.Add((restFrame - 1.0) / rateFps, LayerShapes.Rest, CueIssues.At(fileName, _line));
            isFirst = false;
            reading.Add((frame - 1.0) / rateFps, shape, CueIssues.At(fileName, _line));
            end = Math.Max(end, Math.Min(frame, int.MaxValue - 1));
        }
        restFrame = Math.Max(restFrame, end + 1);
    }

    private int NextNumber(string what) =>
        TryNumber(NextLine(what), out int value) ? value : throw CueIssues.BadEntry(CueIssues.At(fileName, _line), what);

    private static bool TryNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>The next line without blanks around it; texts may be empty.</summary>
    private string NextLine(string what)
    {
        _line++;
        if (_at >= text.Length) throw CueIssues.BadEntry(CueIssues.At(fileName, _line), what);
        int end = text.IndexOf('\n', _at);
        if (end < 0) end = text.Length;
        string line = text[_at..end].Trim();
        _at = end + 1;
        return line;
    }
}
