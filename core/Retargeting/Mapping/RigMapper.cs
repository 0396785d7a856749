using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Maps face tracks to one character's rig. Immutable; may be used from several threads.</summary>
public sealed class RigMapper
{
    private const double HighestFrameRateFps = 1_000;

    private readonly Profile _profile;
    private readonly MappingOptions _options;
    private readonly IReadOnlyList<RigChannel> _columns;
    private readonly int[] _sourceOfColumn;

    /// <summary>Prepares a mapping.</summary>
    /// <exception cref="ModkitException">MAP01 the frame rate makes no sense, MAP02 the format has none of the profile's channels.</exception>
    public RigMapper(Profile profile, MappingOptions options)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.FrameRateFps > 0 && options.FrameRateFps <= HighestFrameRateFps))
            throw new ModkitException(MappingIssues.BadFrameRate(options.FrameRateFps, HighestFrameRateFps));
        _profile = profile;
        _options = options;
        _columns = options.FixedChannels ?? [.. profile.Channels.Select(channel => channel.Rig)];
        _sourceOfColumn = [.. _columns.Select(column => FindChannel(profile, column.Name))];
        if (_sourceOfColumn.All(source => source < 0))
            throw new ModkitException(MappingIssues.NothingInCommon(profile.Name, string.Join(", ", _columns.Take(3).Select(column => column.Name))));
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
        FaceResampler resampler = new(weights, _options.FrameRateFps);
        MappingObserver observer = new(_profile, _columns, _sourceOfColumn, mixer, row, weights.Channels);
        float[] values = new float[resampler.FrameCount * _columns.Count];
        float[] rigFrame = new float[_profile.Channels.Count];
        float[] wanted = new float[_profile.Channels.Count];
        for (int frame = 0; frame < resampler.FrameCount; frame++)
        {
            resampler.Read(frame, row.Face);
            row.Complete();
            mixer.Mix(row.Values, rigFrame, wanted);
            Span<float> result = values.AsSpan(frame * _columns.Count, _columns.Count);
            for (int i = 0; i < result.Length; i++)
            {
                RigChannel column = _columns[i];
                result[i] = _sourceOfColumn[i] < 0 ? column.Rest : Math.Clamp(rigFrame[_sourceOfColumn[i]], column.Minimum, column.Maximum);
            }
            observer.See(row.Values, wanted, result);
        }
        CurveTable curves = new(_options.FrameRateFps, weights.StartSeconds, [.. _columns.Select(column => column.Name)], values);
        return new RigTrackMapping(new RigTrack { Curves = curves, Channels = _columns }, observer.Report());
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
