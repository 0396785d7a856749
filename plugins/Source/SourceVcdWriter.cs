using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Writes scenes: one actor, one channel for the face and one for the voice.</summary>
internal static class SourceVcdWriter
{
    private const string CurveType = "curve_linear_interp_to_curve_linear_interp";

    public static string Write(RigTrack track, LineInfo line, CancellationToken cancellation)
    {
        IReadOnlyList<IReadOnlyList<int>> keyFrames = track.KeyFrames
            ?? throw new ArgumentException("The track has no key frames; a host gives them to formats with a key tolerance.", nameof(track));
        string end = Math.Max(line.DurationSeconds, Last(track.Curves)).ToString("0.000000", CultureInfo.InvariantCulture);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{SourceVcdFormat.Header}\nactor \"{Option(line, SourceVcdFormat.Actor)}\"\n{{\n\tchannel \"face\"\n\t{{\n");
        text.Append(CultureInfo.InvariantCulture, $"\t\tevent flexanimation \"a2f\"\n\t\t{{\n\t\t\ttime 0.000000 {end}\n\t\t\tparam \"\"\n");
        text.Append(CultureInfo.InvariantCulture, $"\t\t\tflexanimations samples_use_time defaultcurvetype={CurveType}\n\t\t\t{{\n");
        for (int channel = 0; channel < track.Channels.Count; channel++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Moves(track, channel)) WriteTrack(text, track, channel, keyFrames[channel], line.Name);
        }
        text.Append("\t\t\t}\n\t\t}\n\t}\n\tchannel \"voice\"\n\t{\n");
        string sound = Option(line, SourceVcdFormat.Sound).Replace(SourceVcdFormat.NamePlaceholder, line.Name, StringComparison.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"\t\tevent speak \"{Plain(line.Name)}\"\n\t\t{{\n\t\t\ttime 0.000000 {line.DurationSeconds:0.000000}\n\t\t\tparam \"{Plain(sound)}\"\n");
        text.Append("\t\t\tfixedlength\n\t\t\tcctype \"cc_master\"\n\t\t\tcctoken \"\"\n\t\t}\n\t}\n");
        if (Option(line, SourceVcdFormat.Model) is { Length: > 0 } model) text.Append(CultureInfo.InvariantCulture, $"\tfaceposermodel \"{model}\"\n");
        // The engine's own phonemes would move the mouth a second time.
        return text.Append(CultureInfo.InvariantCulture, $"}}\n\nfps {Math.Max(1, Math.Round(track.Curves.FrameRateFps)):0}\nsnap off\nignorePhonemes on\n").ToString();
    }

    private static void WriteTrack(StringBuilder text, RigTrack track, int channel, IReadOnlyList<int> frames, string line)
    {
        (string name, float minimum, float maximum, _) = track.Channels[channel];
        if (name.Length is 0 or > SourceVcdFormat.LongestName || name != Plain(name)) throw SourceIssues.BadController(line, name);
        if (frames.Count >= SourceVcdFormat.MostSamples) throw SourceIssues.TooManySamples(line, name, frames.Count, SourceVcdFormat.MostSamples);
        text.Append(CultureInfo.InvariantCulture, $"\t\t\t\t\"{name}\"");
        if (minimum != 0 || maximum != 1) text.Append(CultureInfo.InvariantCulture, $" range {minimum:0.0###} {maximum:0.0###}");
        text.Append("\n\t\t\t\t{\n");
        foreach (int frame in frames)
        {
            double share = Math.Clamp((track.Curves[frame, channel] - (double)minimum) / (maximum - (double)minimum), 0, 1);
            text.Append(CultureInfo.InvariantCulture, $"\t\t\t\t\t{track.Curves.TimeSeconds(frame):0.0000} {share:0.0000}\n");
        }
        text.Append("\t\t\t\t}\n");
    }

    private static bool Moves(RigTrack track, int channel)
    {
        for (int frame = 0; frame < track.Curves.FrameCount; frame++)
        {
            if (track.Curves[frame, channel] != track.Channels[channel].Rest) return true;
        }
        return false;
    }

    private static double Last(CurveTable curves) => curves.FrameCount == 0 ? 0 : curves.TimeSeconds(curves.FrameCount - 1);

    private static string Option(LineInfo line, FormatOption option)
    {
        string value = line.Options.GetValueOrDefault(option.Name, option.Default);
        return value == Plain(value) ? value : throw SourceIssues.BadOption(option.Name, value);
    }

    private static string Plain(string text) => string.Concat(text.Select(character => char.IsControl(character) || character == '"' ? '_' : character));
}
