using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Runs a profile's combine rules on one frame. Works in deflections, so that rules mean the same in any units.</summary>
internal sealed class CombineRunner
{
    /// <summary>A group that shows less than this is at rest: scaling it would only blow up noise.</summary>
    private const double LeastShown = 0.03;

    private readonly RigChannel[] _channels;
    private readonly CombineRule[] _rules;
    private readonly int[] _sources;

    public CombineRunner(Profile profile, SourceRow row)
    {
        _channels = [.. profile.Channels.Select(channel => channel.Rig)];
        _rules = [.. profile.CombineRules];
        _sources = [.. _rules.Select(rule => rule.Operation == CombineOperation.Match ? row.Use(rule.Source) : row.Nothing)];
    }

    /// <summary>Changes the values of one frame, rule by rule.</summary>
    public void Apply(ReadOnlySpan<float> sources, Span<float> rig)
    {
        for (int i = 0; i < _rules.Length; i++)
        {
            CombineRule rule = _rules[i];
            switch (rule.Operation)
            {
                case CombineOperation.Limit:
                    Limit(rule, rig);
                    break;
                case CombineOperation.Lead:
                    Lead(rule, rig);
                    break;
                case CombineOperation.Match:
                    Match(rule, sources[_sources[i]], rig);
                    break;
                default:
                    GiveWay(rule, rig);
                    break;
            }
        }
    }

    private void GiveWay(CombineRule rule, Span<float> rig)
    {
        int channel = rule.Channels[0];
        double other = Math.Abs(Deflection(rule.By, rig[rule.By]));
        double own = Deflection(channel, rig[channel]);
        double left = rule.Operation == CombineOperation.Reduce
            ? Math.Max(0, Math.Abs(own) - (rule.Amount * other))
            : Math.Abs(own) * Math.Max(0, 1 - (rule.Amount * other));
        Deflect(channel, own < 0 ? -left : left, rig);
    }

    private void Limit(CombineRule rule, Span<float> rig)
    {
        double sum = 0;
        for (int i = 0; i < rule.Channels.Count; i++) sum += Math.Abs(Deflection(rule.Channels[i], rig[rule.Channels[i]]));
        if (sum > rule.Amount) Scale(rule, rule.Amount / sum, rig, except: -1);
    }

    private void Lead(CombineRule rule, Span<float> rig)
    {
        int leader = -1;
        double largest = -1;
        for (int i = 0; i < rule.Channels.Count; i++)
        {
            double own = Math.Abs(Deflection(rule.Channels[i], rig[rule.Channels[i]]));
            if (own > largest) (leader, largest) = (i, own);
        }
        Scale(rule, rule.Amount, rig, except: leader);
    }

    private void Match(CombineRule rule, double source, Span<float> rig)
    {
        double shown = 0;
        for (int i = 0; i < rule.Channels.Count; i++) shown += rule.Numbers[i] * Math.Abs(Deflection(rule.Channels[i], rig[rule.Channels[i]]));
        if (shown >= LeastShown) Scale(rule, Math.Clamp(source / shown, 0, rule.Amount), rig, except: -1);
    }

    private void Scale(CombineRule rule, double factor, Span<float> rig, int except)
    {
        for (int i = 0; i < rule.Channels.Count; i++)
        {
            int channel = rule.Channels[i];
            if (i != except) Deflect(channel, factor * Deflection(channel, rig[channel]), rig);
        }
    }

    /// <summary>Distance from rest as a share of the way to the end of the range: -1 (minimum) to 1 (maximum).</summary>
    private double Deflection(int index, float value)
    {
        RigChannel channel = _channels[index];
        double distance = value - (double)channel.Rest;
        double reach = distance < 0 ? channel.Rest - (double)channel.Minimum : channel.Maximum - (double)channel.Rest;
        return reach == 0 ? 0 : distance / reach;
    }

    private void Deflect(int index, double deflection, Span<float> rig)
    {
        RigChannel channel = _channels[index];
        double reach = deflection < 0 ? channel.Rest - (double)channel.Minimum : channel.Maximum - (double)channel.Rest;
        rig[index] = Math.Clamp((float)(channel.Rest + (deflection * reach)), channel.Minimum, channel.Maximum);
    }
}
