using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Watches the frames of one line go by and tells in the end what was lost, cut off or never moved.</summary>
internal sealed class MappingObserver
{
    /// <summary>A face channel below this weight cannot be seen.</summary>
    private const float VisibleWeight = 0.01f;

    /// <summary>A rig channel that stays within this share of its range is still; one beyond the range by more is cut off.</summary>
    private const float RangeTolerance = 1e-3f;

    private readonly Profile _profile;
    private readonly IReadOnlyList<RigChannel> _columns;
    private readonly int[] _sourceOfColumn;
    private readonly FrameMixer _mixer;
    private readonly SourceRow _row;
    private readonly IReadOnlyList<string> _faceChannels;
    private readonly float[] _facePeaks;
    private readonly float[] _lowest;
    private readonly float[] _highest;
    private readonly float[] _lowestWanted;
    private readonly float[] _highestWanted;
    private readonly int[] _cutFrames;
    private int _frameCount;

    public MappingObserver(
        Profile profile, IReadOnlyList<RigChannel> columns, int[] sourceOfColumn, FrameMixer mixer, SourceRow row, IReadOnlyList<string> faceChannels)
    {
        (_profile, _columns, _sourceOfColumn, _mixer, _row, _faceChannels) = (profile, columns, sourceOfColumn, mixer, row, faceChannels);
        _facePeaks = new float[faceChannels.Count];
        _cutFrames = new int[columns.Count];
        _lowest = Filled(columns.Count, float.PositiveInfinity);
        _highest = Filled(columns.Count, float.NegativeInfinity);
        _lowestWanted = Filled(columns.Count, float.PositiveInfinity);
        _highestWanted = Filled(columns.Count, float.NegativeInfinity);
    }

    /// <summary>Takes note of one frame: the face (its columns first), what the profile's channels wanted and the row that is written.</summary>
    public void See(ReadOnlySpan<float> face, ReadOnlySpan<float> wanted, ReadOnlySpan<float> result)
    {
        _frameCount++;
        for (int i = 0; i < _facePeaks.Length; i++) _facePeaks[i] = Math.Max(_facePeaks[i], Math.Abs(face[i]));
        for (int i = 0; i < result.Length; i++)
        {
            _lowest[i] = Math.Min(_lowest[i], result[i]);
            _highest[i] = Math.Max(_highest[i], result[i]);
            int source = _sourceOfColumn[i];
            if (source < 0) continue;
            _lowestWanted[i] = Math.Min(_lowestWanted[i], wanted[source]);
            _highestWanted[i] = Math.Max(_highestWanted[i], wanted[source]);
            if (IsCut(wanted[source], _columns[i], _profile.Channels[source].Rig)) _cutFrames[i]++;
        }
    }

    /// <summary>What there is to know.</summary>
    /// <param name="shapeKeys">The shapes chosen, for a format that shows one at a time.</param>
    /// <param name="restColumn">Column of the rest shape then, which needs nothing to move it; else -1.</param>
    public MappingReport Report(IReadOnlyList<ShapeKey>? shapeKeys, int restColumn)
    {
        List<ChannelNote> unmapped = [], still = [];
        List<ChannelSaturation> saturated = [];
        for (int i = 0; i < _columns.Count; i++)
        {
            if (i == restColumn) continue;
            string name = _columns[i].Name;
            int source = _sourceOfColumn[i];
            if (source < 0) unmapped.Add(new ChannelNote(name, MappingReport.NotInProfile));
            else if (_profile.Channels[source].Terms.Count == 0) unmapped.Add(new ChannelNote(name, "it has no sources in the profile"));
            else if (!_mixer.IsDriven(source)) unmapped.Add(new ChannelNote(name, "the face model gives none of its sources"));
            else if (IsStill(_lowest[i], _highest[i], _columns[i])) still.Add(new ChannelNote(name, WhyStill(i)));
            else if (shapeKeys is not null && !shapeKeys.Any(key => key.Shape == i))
                still.Add(new ChannelNote(name, FormattableString.Invariant($"another shape always speaks louder; its own highest score is {_highest[i]:0.##}")));
            if (_cutFrames[i] > 0) saturated.Add(new ChannelSaturation(name, (double)_cutFrames[i] / _frameCount));
        }
        return new MappingReport
        {
            UnmappedRigChannels = unmapped,
            DroppedRigChannels = DroppedChannels(),
            UnusedFaceChannels = UnusedFaceChannels(),
            SaturatedRigChannels = saturated,
            StillRigChannels = still,
        };
    }

    private List<ChannelNote> DroppedChannels()
    {
        List<ChannelNote> dropped = [];
        for (int i = 0; i < _profile.Channels.Count; i++)
        {
            if (Array.IndexOf(_sourceOfColumn, i) < 0)
                dropped.Add(new ChannelNote(_profile.Channels[i].Rig.Name, "the format has no such channel"));
        }
        return dropped;
    }

    private List<string> UnusedFaceChannels()
    {
        List<string> unused = [];
        for (int i = 0; i < _faceChannels.Count; i++)
        {
            if (_facePeaks[i] >= VisibleWeight && !_row.Shows(i)
                && !_profile.UnsupportedFaceChannels.Contains(_faceChannels[i], StringComparer.OrdinalIgnoreCase)) unused.Add(_faceChannels[i]);
        }
        return unused;
    }

    private string WhyStill(int column)
    {
        if (_frameCount == 0) return "the line has no frames";
        if (_cutFrames[column] == _frameCount) return "it is cut off at the end of its range throughout";
        int source = _sourceOfColumn[column];
        ProfileChannel channel = _profile.Channels[source];
        if (IsStill(_lowestWanted[column], _highestWanted[column], _columns[column])) return WhyUnmoved(source, channel);
        RigChannel own = channel.Rig;
        float lowestHeld = Math.Clamp(_lowestWanted[column], own.Minimum, own.Maximum), highestHeld = Math.Clamp(_highestWanted[column], own.Minimum, own.Maximum);
        string rules = string.Join(", ", _profile.CombineRules.Where(rule => rule.Channels.Contains(source)).Select(Describe));
        return rules.Length == 0 || IsStill(lowestHeld, highestHeld, _columns[column])
            ? "it moves only outside its range"
            : $"a combine rule holds it at rest ({rules})";
    }

    private string WhyUnmoved(int source, ProfileChannel channel)
    {
        List<string> shut = [];
        for (int i = 0; i < channel.Terms.Count; i++)
        {
            if (!_mixer.WasOpen(source, i)) shut.AddRange(channel.Terms[i].Conditions.Select(condition => condition.Source));
        }
        return shut.Count > 0
            ? $"its conditions never open in this line (when {string.Join(", ", shut.Distinct())})"
            : $"its sources stay still in this line ({string.Join(", ", channel.Terms.Select(term => term.Source).Distinct())})";
    }

    private string Describe(CombineRule rule) => rule.Operation switch
    {
        CombineOperation.Match => $"match: {rule.Source}",
        CombineOperation.Limit => "limit",
        CombineOperation.Lead => "lead",
        CombineOperation operation => $"{(operation == CombineOperation.Fade ? "fade" : "reduce")} by: {_profile.Channels[rule.By].Rig.Name}",
    };

    /// <summary>Whether a value is beyond an end of the range. An end that is the rest value is meant to be met: a closed mouth is no cut.</summary>
    private static bool IsCut(float value, RigChannel column, RigChannel own)
    {
        float minimum = Math.Max(column.Minimum, own.Minimum), maximum = Math.Min(column.Maximum, own.Maximum);
        float tolerance = RangeTolerance * (column.Maximum - column.Minimum);
        return (value > maximum + tolerance && own.Rest < maximum) || (value < minimum - tolerance && own.Rest > minimum);
    }

    private static bool IsStill(float lowest, float highest, RigChannel column) =>
        !(highest - lowest > RangeTolerance * (column.Maximum - column.Minimum));

    private static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
