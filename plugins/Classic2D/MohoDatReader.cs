using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Reads Moho's switch data at 24 frames per second, whatever the names of its layers are.</summary>
internal static class MohoDatReader
{
    /// <exception cref="ModkitException">CUE02 to CUE06: what is wrong and in which line.</exception>
    public static RigTrack Read(string text, string fileName)
    {
        CueReading reading = LayerShapes.Reading(fileName);
        int number = 0, frame = 1;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            string place = CueIssues.At(fileName, number);
            if (number == 1 && !line.Trim().SequenceEqual(MohoDatFormat.Header)) throw CueIssues.WrongStart(place, $"'{MohoDatFormat.Header}'");
            if (number == 1 || line.IsWhiteSpace()) continue;
            if (!TryReadLine(line, out frame, out string shape)) throw CueIssues.BadEntry(place, "a frame number from 1 and a shape");
            reading.Add((frame - 1.0) / MohoDatFormat.UsualFrameRateFps, shape, place);
        }
        return reading.ToTrack((frame - 1.0) / MohoDatFormat.UsualFrameRateFps, MohoDatFormat.UsualFrameRateFps);
    }

    /// <summary>A frame number from 1 and a name, as Papagayo has them too.</summary>
    public static bool TryReadLine(ReadOnlySpan<char> line, out int frame, out string shape)
    {
        line = line.Trim();
        int blank = line.IndexOfAny(' ', '\t');
        shape = blank < 0 ? "" : line[(blank + 1)..].Trim().ToString();
        frame = 0;
        return blank > 0 && int.TryParse(line[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out frame) && frame >= 1 && LayerShapes.IsName(shape);
    }
}
