using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A profile made ready for one set of face columns: mixes one frame at a time, allocating nothing.</summary>
internal sealed class FrameMixer
{
    private readonly float[] _gains;
    private readonly float[] _offsets;
    private readonly int[] _firstTerms;
    private readonly int[] _termColumns;
    private readonly float[] _termWeights;
    private readonly RigChannel[] _channels;
    private readonly CombineRule[] _rules;

    /// <param name="profile">The profile.</param>
    /// <param name="faceChannels">The columns of the frames that will come; a source that is not among them counts as 0.</param>
    public FrameMixer(Profile profile, IReadOnlyList<string> faceChannels)
    {
        IReadOnlyList<ProfileChannel> channels = profile.Channels;
        _channels = [.. channels.Select(channel => channel.Rig)];
        _gains = [.. channels.Select(channel => channel.Gain)];
        _offsets = [.. channels.Select(channel => channel.Offset)];
        _rules = [.. profile.CombineRules];

        Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < faceChannels.Count; i++) columns.TryAdd(faceChannels[i], i);
        List<int> termColumns = [];
        List<float> termWeights = [];
        _firstTerms = new int[channels.Count + 1];
        for (int i = 0; i < channels.Count; i++)
        {
            foreach (ProfileTerm term in channels[i].Terms)
            {
                if (!columns.TryGetValue(term.Source, out int column)) continue;
                termColumns.Add(column);
                termWeights.Add(term.Weight);
            }
            _firstTerms[i + 1] = termColumns.Count;
        }
        _termColumns = [.. termColumns];
        _termWeights = [.. termWeights];
    }

    /// <summary>Whether any column of the face drives a channel.</summary>
    public bool IsDriven(int channel) => _firstTerms[channel + 1] > _firstTerms[channel];

    /// <summary>Whether a face column drives any channel.</summary>
    public bool IsUsed(int column) => Array.IndexOf(_termColumns, column) >= 0;

    /// <summary>Mixes one frame.</summary>
    /// <param name="face">One value for each face column.</param>
    /// <param name="rig">Receives one value in range for each channel of the profile.</param>
    /// <param name="wanted">Receives the values before they were held to the range and before the rules.</param>
    public void Mix(ReadOnlySpan<float> face, Span<float> rig, Span<float> wanted)
    {
        for (int i = 0; i < _channels.Length; i++)
        {
            // Summed in double so that the order of sources in a file makes no visible difference.
            double sum = 0;
            for (int term = _firstTerms[i]; term < _firstTerms[i + 1]; term++) sum += (double)_termWeights[term] * face[_termColumns[term]];
            wanted[i] = (float)(_offsets[i] + (_gains[i] * sum));
            rig[i] = Math.Clamp(wanted[i], _channels[i].Minimum, _channels[i].Maximum);
        }
        foreach (CombineRule rule in _rules) Apply(rule, rig);
    }

    private void Apply(CombineRule rule, Span<float> rig)
    {
        double other = Math.Abs(Deflection(rule.By, rig[rule.By]));
        double own = Deflection(rule.Channel, rig[rule.Channel]);
        double left = rule.Operation == CombineOperation.Reduce
            ? Math.Max(0, Math.Abs(own) - (rule.Amount * other))
            : Math.Abs(own) * Math.Max(0, 1 - (rule.Amount * other));
        RigChannel channel = _channels[rule.Channel];
        double reach = own < 0 ? channel.Minimum - (double)channel.Rest : channel.Maximum - (double)channel.Rest;
        rig[rule.Channel] = Math.Clamp((float)(channel.Rest + (left * reach)), channel.Minimum, channel.Maximum);
    }

    /// <summary>Distance from rest as a share of the way to the end of the range: -1 (minimum) to 1 (maximum).</summary>
    private double Deflection(int index, float value)
    {
        RigChannel channel = _channels[index];
        double distance = value - (double)channel.Rest;
        double reach = distance < 0 ? channel.Rest - (double)channel.Minimum : channel.Maximum - (double)channel.Rest;
        return reach == 0 ? 0 : distance / reach;
    }
}
