namespace Audio2Face.Modkit.Retargeting;

/// <summary>A profile made ready for one set of face columns: mixes one frame at a time, allocating nothing. For one track on one thread.</summary>
internal sealed class FrameMixer
{
    private readonly record struct Term(int Slot, float Weight, int FirstCondition, int EndCondition);

    private readonly record struct Condition(int Slot, float From, float To);

    private readonly IReadOnlyList<ProfileChannel> _channels;
    private readonly Term[] _terms;
    private readonly Condition[] _conditions;
    private readonly int[] _firstTerms;
    private readonly ResponsePoint[][] _curves;
    private readonly bool[] _wasOpen;
    private readonly CombineRunner _rules;
    private readonly int _nothing;

    /// <param name="profile">The profile.</param>
    /// <param name="row">Where the values of its sources will be.</param>
    public FrameMixer(Profile profile, SourceRow row)
    {
        _channels = profile.Channels;
        _nothing = row.Nothing;
        List<Term> terms = [];
        List<Condition> conditions = [];
        _firstTerms = new int[_channels.Count + 1];
        for (int i = 0; i < _channels.Count; i++)
        {
            foreach (ProfileTerm term in _channels[i].Terms)
            {
                int first = conditions.Count;
                conditions.AddRange(term.Conditions.Select(condition => new Condition(row.Use(condition.Source), condition.From, condition.To)));
                terms.Add(new Term(row.Use(term.Source), term.Weight, first, conditions.Count));
            }
            _firstTerms[i + 1] = terms.Count;
        }
        _terms = [.. terms];
        _conditions = [.. conditions];
        _wasOpen = new bool[_terms.Length];
        _curves = [.. _channels.Select(channel => channel.Curve.ToArray())];
        _rules = new CombineRunner(profile, row);
    }

    /// <summary>Whether the face gives any source of a channel.</summary>
    public bool IsDriven(int channel)
    {
        for (int term = _firstTerms[channel]; term < _firstTerms[channel + 1]; term++)
        {
            if (_terms[term].Slot != _nothing) return true;
        }
        return false;
    }

    /// <summary>Whether the conditions of a channel's term let anything through in the frames so far.</summary>
    public bool WasOpen(int channel, int term) => _wasOpen[_firstTerms[channel] + term];

    /// <summary>Mixes one frame.</summary>
    /// <param name="sources">The value of every slot.</param>
    /// <param name="rig">Receives one value in range for each channel of the profile.</param>
    /// <param name="wanted">Receives the values before they were held to the range and before the rules.</param>
    public void Mix(ReadOnlySpan<float> sources, Span<float> rig, Span<float> wanted)
    {
        for (int i = 0; i < _channels.Count; i++)
        {
            ProfileChannel channel = _channels[i];
            double value = Join(sources, _firstTerms[i], _firstTerms[i + 1], channel.Mix);
            if (_curves[i].Length > 0) value = Respond(_curves[i], value);
            wanted[i] = (float)(channel.Offset + (channel.Gain * value));
            rig[i] = Math.Clamp(wanted[i], channel.Rig.Minimum, channel.Rig.Maximum);
        }
        _rules.Apply(sources, rig);
    }

    /// <summary>Joins terms, in double so that the order of sources in a file makes no visible difference.</summary>
    private double Join(ReadOnlySpan<float> sources, int first, int end, TermMix mix)
    {
        double joined = 0;
        for (int i = first; i < end; i++)
        {
            Term term = _terms[i];
            double value = (double)term.Weight * sources[term.Slot];
            if (term.EndCondition > term.FirstCondition)
            {
                double open = Open(sources, term);
                if (open > 0) _wasOpen[i] = true;
                value *= open;
            }
            else
            {
                _wasOpen[i] = true;
            }
            joined = i == first ? value
                : mix == TermMix.Sum ? joined + value
                : mix == TermMix.Max ? Math.Max(joined, value) : Math.Min(joined, value);
        }
        return joined;
    }

    private double Open(ReadOnlySpan<float> sources, Term term)
    {
        double open = 1;
        for (int i = term.FirstCondition; i < term.EndCondition; i++)
        {
            Condition condition = _conditions[i];
            double value = sources[condition.Slot], way = (double)condition.To - condition.From;
            open *= way == 0 ? (value >= condition.To ? 1 : 0) : Math.Clamp((value - condition.From) / way, 0, 1);
        }
        return open;
    }

    private static double Respond(ResponsePoint[] curve, double input)
    {
        if (!(input > curve[0].Input)) return curve[0].Output;
        for (int i = 1; i < curve.Length; i++)
        {
            ResponsePoint from = curve[i - 1], to = curve[i];
            if (input < to.Input)
                return from.Output + ((input - from.Input) / ((double)to.Input - from.Input) * ((double)to.Output - from.Output));
        }
        return curve[^1].Output;
    }
}
