using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Plot;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>What is in a recording: container, streams, length, level, pauses.</summary>
internal static class MediaReport
{
    public static void Write(Terminal terminal, string path, MediaInfo info, AudioClip clip)
    {
        (double peak, double rms) = Level(clip.Samples.Span);
        double silentSeconds = SilenceFinder.Find(clip).Sum(pause => pause.EndSeconds - pause.StartSeconds);
        if (terminal.IsJson)
        {
            terminal.Event("recording", json =>
            {
                json.WriteString("file", path);
                json.WriteString("container", info.Container);
                json.WriteRounded("durationSeconds", clip.DurationSeconds);
                json.WriteNumber("selectedAudioStream", info.SelectedAudioStream);
                json.WriteStartArray("audioStreams");
                foreach (AudioStreamInfo stream in info.AudioStreams)
                {
                    json.WriteStartObject();
                    json.WriteNumber("index", stream.Index);
                    json.WriteString("codec", stream.Codec);
                    json.WriteNumber("sampleRateHz", stream.SampleRateHz);
                    json.WriteNumber("channels", stream.ChannelCount);
                    json.WriteRounded("durationSeconds", stream.DurationSeconds);
                    json.WriteString("language", stream.Language);
                    json.WriteString("title", stream.Title);
                    json.WriteBoolean("isDefault", stream.IsDefault);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteRounded("peakDecibels", peak);
                json.WriteRounded("rmsDecibels", rms);
                json.WriteRounded("silentSeconds", silentSeconds);
            });
            return;
        }
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: recording ({info.Container}), {clip.DurationSeconds:0.000} s"));
        foreach (AudioStreamInfo stream in info.AudioStreams)
        {
            string marks = (stream.Index == info.SelectedAudioStream ? ", read" : "") + (stream.IsDefault ? ", default" : "");
            string names = string.Concat(new[] { stream.Language, stream.Title }.OfType<string>().Select(text => ", " + text));
            terminal.Result($"  audio stream {stream.Index}: {stream.Codec}, {stream.SampleRateHz} Hz, {stream.ChannelCount} channels{names}{marks}");
        }
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  level: peak {Text(peak)}, average {Text(rms)} of full scale; silent {silentSeconds:0.0} s"));
    }

    private static string Text(double decibels) =>
        double.IsFinite(decibels) ? decibels.ToString("0.0", CultureInfo.InvariantCulture) + " dB" : "none";

    /// <summary>Peak and root mean square in decibels of full scale; minus infinity for pure silence.</summary>
    private static (double Peak, double Rms) Level(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        double sum = 0;
        foreach (float sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
            sum += (double)sample * sample;
        }
        return (20 * Math.Log10(peak), 20 * Math.Log10(Math.Sqrt(sum / Math.Max(1, samples.Length))));
    }
}
