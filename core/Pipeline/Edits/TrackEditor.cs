using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Applies a line's hand edits to its curves, one after the other, and says what became of each.</summary>
internal sealed class TrackEditor
{
    /// <summary>An edit that no frame has more of than this shows nowhere.</summary>
    private const double VisibleShare = 0.01;

    /// <summary>A file that keeps a byte for a value may have kept one a hair outside the range.</summary>
    private const double RangeTolerance = 1e-3;

    private readonly RigTrack _track;
    private readonly string _file;
    private readonly float[] _values;
    private readonly List<Issue> _issues = [];

    private TrackEditor(RigTrack track, LineEdits edits) => (_track, _file, _values) = (track, Path.GetFileName(edits.Path), track.Curves.Values.ToArray());

    /// <summary>Applies the edits.</summary>
    /// <param name="mapped">The rig's curves as the mapping gave them; not changed.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="inputSha256">SHA-256 of the recording.</param>
    /// <param name="complete">Makes a track of the changed curves, with the shapes and keys its format asks for.</param>
    public static EditedTrack Apply(RigTrack mapped, LineEdits edits, string inputSha256, Func<CurveTable, RigTrack> complete)
    {
        TrackEditor editor = new(mapped, edits);
        IReadOnlyList<string> hashes = CurveHashes.Of(mapped);
        int applied = 0;
        for (int i = 0; i < edits.Edits.Count; i++)
        {
            if (editor.Apply(i + 1, edits.Edits[i], inputSha256, hashes)) applied++;
        }
        CurveTable curves = mapped.Curves;
        return new EditedTrack(mapped)
        {
            Track = applied == 0 ? mapped : complete(new CurveTable(curves.FrameRateFps, curves.StartSeconds, curves.Channels, editor._values)),
            Edits = edits,
            AppliedCount = applied,
            Issues = editor._issues,
        };
    }

    /// <summary>Applies none of the edits, and says why.</summary>
    public static EditedTrack Refuse(RigTrack mapped, LineEdits edits, string reason) => new(mapped)
    {
        Edits = edits,
        Issues = [.. edits.Edits.Select((edit, index) => EditIssues.NotApplied(Path.GetFileName(edits.Path), index + 1, edit, reason))],
    };

    private bool Apply(int number, CurveEdit edit, string inputSha256, IReadOnlyList<string> hashes)
    {
        int column = _track.Curves.IndexOf(edit.Channel);
        int cutFrames = 0;
        string? obstacle = edit.InputSha256 != inputSha256 ? "it was made for another recording" : column < 0 ? WhyMissing(edit.Channel) : null;
        if (obstacle is null && !Blend(edit, column, out cutFrames)) obstacle = "the line has no frame in its span";
        if (obstacle is not null)
        {
            _issues.Add(EditIssues.NotApplied(_file, number, edit, obstacle));
            return false;
        }
        if (hashes[column] != edit.Base) _issues.Add(EditIssues.BaseChanged(_file, number, edit));
        if (cutFrames > 0) _issues.Add(EditIssues.Clamped(_file, number, edit, _track.Channels[column], cutFrames));
        return true;
    }

    /// <summary>Mixes an edit into its column.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="column">Its channel.</param>
    /// <param name="cutFrames">Frames that were cut off at an end of the range.</param>
    /// <returns>Whether any frame has it.</returns>
    private bool Blend(CurveEdit edit, int column, out int cutFrames)
    {
        CurveTable curves = _track.Curves;
        RigChannel channel = _track.Channels[column];
        EditCurve curve = new(edit, curves.TimeSeconds(curves.FrameCount));
        bool isSeen = false;
        cutFrames = 0;
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            double time = curves.TimeSeconds(frame);
            double share = curve.ShareAt(time);
            if (share <= 0) continue;
            isSeen |= share > VisibleShare;
            ref float value = ref _values[(frame * curves.Channels.Count) + column];
            double wanted = curve.ValueAt(time) + (edit.Kind == EditKind.Offset ? value : 0);
            double held = Math.Clamp(wanted, channel.Minimum, channel.Maximum);
            if (Math.Abs(wanted - held) > RangeTolerance * ((double)channel.Maximum - channel.Minimum)) cutFrames++;
            value = share < 1 ? (float)(value + (share * (held - value))) : (float)held;
        }
        return isSeen;
    }

    private string WhyMissing(string channel)
    {
        string? near = NearestName.Find(channel, _track.Curves.Channels);
        return near is null ? "the rig has no such channel" : $"the rig has no such channel; the nearest is {near}";
    }
}
