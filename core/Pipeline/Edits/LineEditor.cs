using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Changes the list of a line's hand edits.</summary>
public static class LineEditor
{
    /// <summary>The edits with those of a wish after them, one for each of its channels.</summary>
    /// <param name="line">The line.</param>
    /// <param name="edits">Its edits so far.</param>
    /// <param name="wish">What is wished.</param>
    /// <param name="readFile">Reads the line's main file, for a lock.</param>
    /// <exception cref="ModkitException">EDT06 no such channel, EDT08 the span is not inside the line, EDT09 the file does not tell the curve, EDT10 too many edits.</exception>
    public static IReadOnlyList<CurveEdit> Add(EditableLine line, IReadOnlyList<CurveEdit> edits, EditWish wish, Func<RigTrack> readFile)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(edits);
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(readFile);
        string name = Path.GetFileName(line.MainPath);
        double to = wish.ToSeconds ?? line.LengthSeconds;
        if (wish.FromSeconds >= to || to > line.LengthSeconds + CurveTable.TimeTolerance) throw new ModkitException(EditIssues.OutsideLine(name, line.LengthSeconds));
        if (edits.Count + wish.Channels.Count > Limits.EditsOfLine) throw new ModkitException(EditIssues.TooMany(name));
        RigTrack? track = wish.Kind == EditKind.Lock ? Read(readFile, name) : null;
        List<CurveEdit> all = [.. edits];
        foreach (string asked in wish.Channels)
        {
            string channel = FindName(asked, line.Channels) ?? throw new ModkitException(EditIssues.UnknownChannel(name, asked, [.. line.Channels]));
            all.Add(new CurveEdit
            {
                Channel = channel,
                Kind = wish.Kind,
                FromSeconds = wish.FromSeconds,
                ToSeconds = wish.ToSeconds,
                Keys = track is null ? wish.Keys : Sample(track, channel, wish.FromSeconds, to, name),
                IsSmooth = wish.IsSmooth,
                FadeSeconds = wish.FadeSeconds ?? CurveEdit.UsualFade(to - wish.FromSeconds),
                Note = wish.Note,
                InputSha256 = line.InputSha256,
                Base = line.HashOf(channel)!,
            });
        }
        return all;
    }

    /// <summary>The edits without one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="edits">Its edits.</param>
    /// <param name="number">Which goes, counted from 1.</param>
    /// <exception cref="ModkitException">EDT07: there is none of this number.</exception>
    public static IReadOnlyList<CurveEdit> Remove(EditableLine line, IReadOnlyList<CurveEdit> edits, int number)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(edits);
        if (number < 1 || number > edits.Count) throw new ModkitException(EditIssues.NoSuchEdit(Path.GetFileName(line.MainPath), number, edits.Count));
        return [.. edits.Take(number - 1), .. edits.Skip(number)];
    }

    /// <summary>The edits as if they had been made for the line as it is now. An edit of a channel that the rig has not stays as it is.</summary>
    public static IReadOnlyList<CurveEdit> Accept(EditableLine line, IReadOnlyList<CurveEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(edits);
        return [.. edits.Select(edit => line.HashOf(edit.Channel) is { } hash ? edit with { InputSha256 = line.InputSha256, Base = hash } : edit)];
    }

    private static RigTrack Read(Func<RigTrack> readFile, string name)
    {
        try
        {
            return readFile();
        }
        catch (ModkitException exception)
        {
            throw new ModkitException([EditIssues.NothingToLock(name, "its file does not read"), .. exception.Issues]);
        }
    }

    /// <summary>A channel's samples over a span as keys, and one beyond either end: a line of another rate has frames between.</summary>
    private static List<CurveKey> Sample(RigTrack track, string channel, double from, double to, string name)
    {
        CurveTable curves = track.Curves;
        int column = FindName(channel, curves.Channels) is { } own ? curves.IndexOf(own) : -1;
        if (column < 0) throw new ModkitException(EditIssues.NothingToLock(name, $"its file holds no channel '{channel}'"));
        List<CurveKey> keys = [];
        double margin = 1 / curves.FrameRateFps;
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            double time = curves.TimeSeconds(frame);
            if (time > from - margin && time < to + margin) keys.Add(new CurveKey(Math.Round(time, 5), MathF.Round(curves[frame, column], 6)));
        }
        return keys.Count > 0 ? keys : throw new ModkitException(EditIssues.NothingToLock(name, "its file has no frame in the span"));
    }

    /// <summary>A name as it is, or else the one that differs in letter case alone.</summary>
    private static string? FindName(string name, IEnumerable<string> names) =>
        names.Contains(name) ? name : names.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
}
