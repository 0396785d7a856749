using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Reads PAMELA files as AGS does: the section of speech alone, positions cut to whole frames, in any order.</summary>
internal static class AgsPamReader
{
    /// <exception cref="ModkitException">CUE02 to CUE06: what is wrong and in which line.</exception>
    public static RigTrack Read(string text, string fileName)
    {
        List<(int Frame, string Shape, int Line)> cues = [];
        bool isInside = false, wasInside = false;
        int number = 0;
        foreach (ReadOnlySpan<char> untrimmed in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> line = untrimmed.Trim();
            if (line.StartsWith("["))
            {
                if (isInside) break;
                isInside = wasInside = line.StartsWith(AgsPamFormat.Section, StringComparison.OrdinalIgnoreCase);
                continue;
            }
            int colon = line.IndexOf(':');
            if (!isInside || colon <= 0) continue;
            string shape = line[(colon + 1)..].Trim().ToString();
            if (!int.TryParse(line[..colon], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int position) || !LayerShapes.IsName(shape))
                throw CueIssues.BadEntry(CueIssues.At(fileName, number), "a position, a colon and a phoneme");
            cues.Add((position / AgsPamFormat.StepsPerFrame, shape, number));
        }
        if (!wasInside) throw CueIssues.WrongStart(CueIssues.At(fileName, 1), $"a section {AgsPamFormat.Section}");

        CueReading reading = LayerShapes.Reading(fileName);
        foreach ((int frame, string shape, int line) in cues.OrderBy(cue => cue.Frame))
            reading.Add((double)frame / AgsPamFormat.FrameRateFps, shape, CueIssues.At(fileName, line));
        return reading.ToTrack(0, AgsPamFormat.FrameRateFps);
    }
}
