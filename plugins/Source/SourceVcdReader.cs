using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>
/// Reads the flex animation of a scene's first animated actor. Curve types are not followed: values hold at the samples, straight lines
/// run between them. Muted tracks are left out, so is the balance of tracks for two sides.
/// </summary>
internal sealed class SourceVcdReader(SourceTokens tokens)
{
    private const int UsualFrameRateFps = 60, HighestFrameRateFps = 240, MostTracks = 1_024, DeepestNesting = 32, MostValues = 8 << 20;

    private const double LongestSeconds = 7_200, TimePrecisionSeconds = 0.6e-4;

    private readonly List<RigChannel> _channels = [];
    private readonly List<List<CurveKey>> _keys = [];
    private double _endSeconds;

    /// <exception cref="ModkitException">SRC02, SRC03, SRC09: what is wrong and in which line.</exception>
    public RigTrack Read()
    {
        int rateFps = UsualFrameRateFps;
        bool isScene = false;
        while (tokens.TryNext(out string word))
        {
            switch (word)
            {
                case "actor":
                    isScene = true;
                    Next("an actor's name");
                    Require("{");
                    ReadActor(isRead: _channels.Count == 0);
                    break;
                case "event": isScene = true; break;
                case "fps": rateFps = (int)Number("a rate of 1 to 240 frames per second", 1, HighestFrameRateFps); break;
                default: SkipIfBlock(word); break;
            }
        }
        if (!isScene) throw SourceIssues.WrongStart(tokens.Place, "an actor");
        List<CurveKey>[] keys = [.. _keys.Select(track => track.ConvertAll(key => OnFrame(key, rateFps)))];
        // The last sample is a frame of its own.
        foreach (List<CurveKey> track in keys) _endSeconds = Math.Max(_endSeconds, track.Count == 0 ? 0 : (Math.Round(track[^1].TimeSeconds * rateFps) + 1) / rateFps);
        if (_endSeconds * rateFps * _channels.Count > MostValues) throw SourceIssues.TooLong(tokens.Place, "it has too many tracks over too long a time");
        return RigTrack.FromCurveKeys(_channels, keys, rateFps, _endSeconds);
    }

    /// <summary>Times have four decimals: one that is a frame's but for these is put there.</summary>
    private static CurveKey OnFrame(CurveKey key, int rateFps)
    {
        double frameSeconds = Math.Round(key.TimeSeconds * rateFps) / rateFps;
        return Math.Abs(frameSeconds - key.TimeSeconds) < TimePrecisionSeconds ? key with { TimeSeconds = frameSeconds } : key;
    }

    private void ReadActor(bool isRead)
    {
        while (!IsEnd(out string word))
        {
            if (word != "channel") SkipIfBlock(word);
            else
            {
                Next("a channel's name");
                Require("{");
                while (!IsEnd(out string entry))
                {
                    if (entry != "event") SkipIfBlock(entry);
                    else ReadEvent(isRead);
                }
            }
        }
    }

    private void ReadEvent(bool isRead)
    {
        bool isFlex = Next("an event's type") == "flexanimation" && isRead;
        Next("an event's name");
        Require("{");
        double start = 0, end = -1;
        while (!IsEnd(out string word))
        {
            if (isFlex && word == "time")
            {
                start = Number("the event's start", 0, LongestSeconds);
                end = Number("the event's end", start, LongestSeconds);
                _endSeconds = Math.Max(_endSeconds, end);
            }
            else if (isFlex && word == "flexanimations") ReadTracks(start, end);
            else SkipIfBlock(word);
        }
    }

    private void ReadTracks(double start, double end)
    {
        if (end < 0) throw SourceIssues.BadEntry(tokens.Place, "an event with a start and an end before its flex animations");
        bool isTime = false;
        for (string word = Next("'{'"); word != "{"; word = Next("'{'")) isTime |= word == "samples_use_time";
        while (!IsEnd(out string name))
        {
            bool isMuted = false, isCombo = false;
            float minimum = 0, maximum = 1;
            for (string word = Next("'{'"); word != "{"; word = Next("'{'"))
            {
                isMuted |= word == "disabled";
                isCombo |= word == "combo";
                if (word != "range") continue;
                minimum = (float)Number("the range's lower end", -1e6, 1e6);
                maximum = (float)Number("the range's upper end, above the lower one", minimum, 1e6);
                if (maximum <= minimum) throw SourceIssues.BadEntry(tokens.Place, "a range from a lower to an upper end");
            }
            List<CurveKey> keys = ReadSamples(start, isTime ? 1 : end - start, minimum, maximum);
            if (isCombo)
            {
                Require("{");
                SkipBlock();
            }
            if (!isMuted) AddTrack(name, minimum, maximum, keys);
        }
    }

    private List<CurveKey> ReadSamples(double start, double scale, float minimum, float maximum)
    {
        List<CurveKey> keys = [];
        while (!IsEnd(out string word))
        {
            double time = start + (scale * ToNumber(word, "a sample's time", 0, LongestSeconds));
            double share = Math.Clamp(Number("a sample's value", -1e6, 1e6), 0, 1);
            if (keys.Count > 0 && time < keys[^1].TimeSeconds) throw SourceIssues.BadEntry(tokens.Place, "a sample after the one above it");
            keys.Add(new CurveKey(time, (float)(minimum + (share * (maximum - (double)minimum)))));
            if (tokens.Peek()?.StartsWith("curve_", StringComparison.Ordinal) == true) Next("a curve's type");
        }
        return keys;
    }

    /// <summary>Adds a track; a controller that several events move gets the samples of all, in the order of time.</summary>
    private void AddTrack(string name, float minimum, float maximum, List<CurveKey> keys)
    {
        int index = _channels.FindIndex(channel => channel.Name == name);
        if (index < 0)
        {
            if (_channels.Count == MostTracks) throw SourceIssues.TooLong(tokens.Place, FormattableString.Invariant($"it has more than {MostTracks} tracks"));
            if (name.Length is 0 or > SourceVcdFormat.LongestName) throw SourceIssues.BadEntry(tokens.Place, "the name of a flex controller");
            _channels.Add(new RigChannel(name, minimum, maximum, Math.Clamp(0, minimum, maximum)));
            _keys.Add(keys);
            return;
        }
        RigChannel known = _channels[index];
        _channels[index] = known with { Minimum = Math.Min(known.Minimum, minimum), Maximum = Math.Max(known.Maximum, maximum) };
        _keys[index] = [.. _keys[index].Concat(keys).OrderBy(key => key.TimeSeconds)];
    }

    /// <summary>Passes over a block that follows a word, as the words of most entries do not matter here.</summary>
    private void SkipIfBlock(string word)
    {
        if (word == "{" && !tokens.IsQuoted) SkipBlock();
    }

    private void SkipBlock()
    {
        for (int depth = 1; depth > 0;)
        {
            string word = Next("'}'");
            if (tokens.IsQuoted) continue;
            if (word == "{" && ++depth > DeepestNesting) throw SourceIssues.TooLong(tokens.Place, "its blocks are nested too deeply");
            if (word == "}") depth--;
        }
    }

    /// <summary>Takes the next word; says whether it ends the block.</summary>
    private bool IsEnd(out string word)
    {
        word = Next("'}'");
        return word == "}" && !tokens.IsQuoted;
    }

    private double Number(string what, double least, double most) => ToNumber(Next(what), what, least, most);

    private double ToNumber(string word, string what, double least, double most) =>
        double.TryParse(word, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most
            ? value
            : throw SourceIssues.BadEntry(tokens.Place, what);

    private string Next(string what) => tokens.TryNext(out string token) ? token : throw SourceIssues.BadEntry(tokens.Place, what);

    private void Require(string expected)
    {
        if (Next($"'{expected}'") != expected) throw SourceIssues.BadEntry(tokens.Place, $"'{expected}'");
    }
}
