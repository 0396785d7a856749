using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Maps face tracks to one character's rig. Immutable; may be used from several threads.</summary>
public sealed class RigMapper
{
    private const double HighestFrameRateFps = 1_000;

    private readonly Profile _profile;
    private readonly MappingOptions _options;
    private readonly RigChannel[] _columns;
    private readonly int[] _sourceOfColumn;

    /// <summary>Column of the rest shape, or -1 for formats that show no shapes.</summary>
    private readonly int _restColumn = -1;

    /// <summary>Prepares a mapping.</summary>
    /// <exception cref="ModkitException">
    /// MAP01 the frame rate makes no sense, MAP02 the format has none of the profile's channels, MAP08 the rest shape is missing.
    /// </exception>
    public RigMapper(Profile profile, MappingOptions options)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.FrameRateFps > 0 && options.FrameRateFps <= HighestFrameRateFps))
            throw new ModkitException(MappingIssues.BadFrameRate(options.FrameRateFps, HighestFrameRateFps));
        _profile = profile;
        _options = options;
        RigChannel[] columns = [.. options.FixedChannels ?? [.. profile.Channels.Select(channel => channel.Rig)]];
        _columns = columns;
        _sourceOfColumn = [.. columns.Select(column => FindChannel(profile, column.Name))];
        if (_sourceOfColumn.All(source => source < 0))
            throw new ModkitException(MappingIssues.NothingInCommon(profile.Name, string.Join(", ", columns.Take(3).Select(column => column.Name))));
        if (options.Shapes is not { } shapes) return;
        _restColumn = Array.FindIndex(columns, column => column.Name == shapes.RestShape);
        if (_restColumn < 0) throw new ModkitException(MappingIssues.NoRestShape(profile.Name, shapes.RestShape));
        // Here values are votes, not deflections: a profile may let closures speak louder than 1.
        for (int i = 0; i < columns.Length; i++)
        {
            if (_sourceOfColumn[i] >= 0) columns[i] = profile.Channels[_sourceOfColumn[i]].Rig with { Name = columns[i].Name };
        }
    }

    /// <summary>Maps one track. The result keeps the track's length, rounded up to whole frames of the wanted rate.</summary>
    /// <exception cref="ModkitException">MAP03 the face track holds a value that is not finite.</exception>
    public RigTrackMapping Map(FaceTrack face)
    {
        ArgumentNullException.ThrowIfNull(face);
        CurveTable weights = face.Weights;
        RequireFinite(weights);

        SourceRow row = new(weights.Channels);
        FrameMixer mixer = new(_profile, row);
        FaceResampler resampler = new(weights, _options.FrameRateFps, _profile.Timing);
        MappingObserver observer = new(_profile, _columns, _sourceOfColumn, mixer, row, weights.Channels);
        float[] values = new float[resampler.FrameCount * _columns.Length];
        float[] rigFrame = new float[_profile.Channels.Count];
        float[] wanted = new float[_profile.Channels.Count];
        for (int frame = 0; frame < resampler.FrameCount; frame++)
        {
            resampler.Read(frame, row.Face);
            row.Complete();
            mixer.Mix(row.Values, rigFrame, wanted);
            Span<float> result = values.AsSpan(frame * _columns.Length, _columns.Length);
            for (int i = 0; i < result.Length; i++)
            {
                RigChannel column = _columns[i];
                result[i] = _sourceOfColumn[i] < 0 ? column.Rest : Math.Clamp(rigFrame[_sourceOfColumn[i]], column.Minimum, column.Maximum);
            }
            observer.See(row.Values, wanted, result);
        }
        Finish(values, resampler.Mouth);
        CurveTable curves = new(_options.FrameRateFps, weights.StartSeconds, [.. _columns.Select(column => column.Name)], values);
        RigTrack track = Complete(curves);
        return new RigTrackMapping(track, observer.Report(track.ShapeKeys, _restColumn));
    }

    /// <summary>A track of curves that <see cref="Map"/> gave and somebody changed: the shapes and keys the format asks for are chosen from them.</summary>
    /// <param name="curves">Values in the rig's columns, each inside its channel's range.</param>
    public RigTrack Complete(CurveTable curves) => new()
    {
        Curves = curves,
        Channels = _columns,
        ShapeKeys = ChooseShapes(curves),
        KeyFrames = ReduceKeys(curves),
    };

    private void Finish(float[] values, MouthClock? mouth)
    {
        double smoothFrames = _profile.Timing.SmoothMilliseconds / 1000 * _options.FrameRateFps;
        if (smoothFrames > 1 && mouth is not null)
        {
            float[] scratch = new float[values.Length / _columns.Length];
            for (int i = 0; i < _columns.Length; i++)
            {
                int source = _sourceOfColumn[i];
                if (source >= 0 && _profile.Channels[source].Terms.Any(term => MouthRegion.Has(term.Source)))
                    TrackFinish.Smooth(values, i, _columns.Length, smoothFrames, mouth, scratch);
            }
        }
        double settleFrames = _profile.Timing.SettleMilliseconds / 1000 * _options.FrameRateFps;
        if (settleFrames > 0) TrackFinish.Settle(values, _columns, settleFrames);
    }

    private IReadOnlyList<ShapeKey>? ChooseShapes(CurveTable curves)
    {
        if (_options.Shapes is not { } shapes) return null;
        double holdSeconds = _profile.Timing.ShapeHoldMilliseconds / 1000 ?? shapes.MinimumHoldSeconds;
        return new ShapeChooser(curves, _restColumn, [.. _sourceOfColumn.Select(ClosureRank)], holdSeconds).Choose();
    }

    private int[][]? ReduceKeys(CurveTable curves)
    {
        if (_options.KeyTolerance is not { } formatTolerance) return null;
        double tolerance = _profile.Timing.KeyTolerance ?? formatTolerance;
        int[][] keys = new int[_columns.Length][];
        for (int i = 0; i < keys.Length; i++) keys[i] = KeyReducer.Reduce(curves, i, tolerance * ((double)_columns[i].Maximum - _columns[i].Minimum));
        return keys;
    }

    /// <summary>2 for a channel that pressed lips move, 1 for one that a lip at the teeth moves, 0 for all others.</summary>
    private int ClosureRank(int source)
    {
        int rank = 0;
        foreach (ProfileTerm term in source < 0 ? [] : _profile.Channels[source].Terms)
        {
            if (term.Weight <= 0) continue;
            int mouth = MouthSources.IndexOf(term.Source);
            rank = Math.Max(rank, mouth == MouthSources.Mbp ? 2 : mouth == MouthSources.Fv ? 1 : 0);
        }
        return rank;
    }

    /// <summary>The profile's channel of a name: exactly, or else but for letter case (formats spell ARKit names in several ways).</summary>
    private static int FindChannel(Profile profile, string name)
    {
        int similar = -1;
        for (int i = 0; i < profile.Channels.Count; i++)
        {
            string own = profile.Channels[i].Rig.Name;
            if (own == name) return i;
            if (similar < 0 && string.Equals(own, name, StringComparison.OrdinalIgnoreCase)) similar = i;
        }
        return similar;
    }

    private static void RequireFinite(CurveTable weights)
    {
        ReadOnlySpan<float> values = weights.Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            (int frame, int channel) = Math.DivRem(i, weights.Channels.Count);
            throw new ModkitException(MappingIssues.NotFinite(weights.Channels[channel], frame));
        }
    }
}
