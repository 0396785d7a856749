using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Reads Rhubarb's tab-separated cues; blanks do for tabs, and the last line tells the end.</summary>
internal static class RhubarbTsvReader
{
    /// <exception cref="ModkitException">CUE02 to CUE06: what is wrong and in which line.</exception>
    public static RigTrack Read(string text, string fileName)
    {
        CueReading reading = RhubarbShapes.Reading(fileName);
        int number = 0;
        double seconds = -1;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace()) continue;
            if (!TryReadLine(line, out seconds, out string shape)) throw CueIssues.BadEntry(CueIssues.At(fileName, number), "a time in seconds, a tab and a shape");
            reading.Add(seconds, shape, CueIssues.At(fileName, number));
        }
        if (seconds < 0) throw CueIssues.WrongStart(CueIssues.At(fileName, 1), "a time and a shape");
        return reading.ToTrack(seconds, RhubarbShapes.TicksPerSecond);
    }

    public static bool TryReadLine(ReadOnlySpan<char> line, out double seconds, out string shape)
    {
        line = line.Trim();
        int blank = line.IndexOfAny('\t', ' ');
        shape = blank < 0 ? "" : line[(blank + 1)..].Trim().ToString();
        seconds = 0;
        return blank >= 0 && RhubarbShapes.TryParseSeconds(line[..blank], out seconds);
    }
}
