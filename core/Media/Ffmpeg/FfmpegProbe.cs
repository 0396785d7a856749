using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>Asks ffprobe what a file holds.</summary>
internal static class FfmpegProbe
{
    private const int MostAnswerBytes = 1024 * 1024;

    /// <summary>Describes the file; the selected stream is <paramref name="wanted"/>, else the default one, else the first.</summary>
    /// <exception cref="ModkitException">It is no media file, has no sound or not the stream wanted, or ffprobe failed.</exception>
    public static async Task<MediaInfo> RunAsync(FfmpegTools tools, MediaFile file, int? wanted, FfmpegTimeouts timeouts, CancellationToken cancellation)
    {
        byte[] answer;
        int exitCode;
        string messages;
        try
        {
            await using ToolProcess process = ToolProcess.Start(tools.FfprobePath, FfmpegCommand.Probe(file));
            answer = await process.ReadAllAsync(MostAnswerBytes, timeouts.Silence, cancellation).ConfigureAwait(false);
            exitCode = answer.Length == MostAnswerBytes ? 0 : await process.WaitForExitAsync(timeouts.Silence, cancellation).ConfigureAwait(false);
            messages = process.Messages;
        }
        catch (Win32Exception e)
        {
            throw new ModkitException(MediaIssues.FfmpegMissing(file.Name), e);
        }
        catch (TimeoutException e)
        {
            throw new ModkitException(MediaIssues.FfmpegStuck(file.Name, timeouts.Silence.TotalSeconds), e);
        }

        if (exitCode == 1) throw new ModkitException(MediaIssues.NotMedia(file.Name));
        if (exitCode != 0) throw new ModkitException(MediaIssues.FfmpegFailed(file.Name, FfmpegMessages.Reason(messages, exitCode, file)));
        MediaInfo info;
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            info = Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ModkitException(MediaIssues.FfmpegFailed(file.Name, "ffprobe's answer is not understood."), e);
        }
        if (info.AudioStreams.Count == 0) throw new ModkitException(MediaIssues.NoAudio(file.Name));
        int selected = wanted ?? info.AudioStreams.FirstOrDefault(stream => stream.IsDefault)?.Index ?? 0;
        if (selected < 0 || selected >= info.AudioStreams.Count) throw new ModkitException(MediaIssues.NoSuchStream(file.Name, selected, info.AudioStreams));
        return info with { SelectedAudioStream = selected };
    }

    private static MediaInfo Read(JsonElement root)
    {
        JsonElement format = root.GetProperty("format");
        double? fileSeconds = Seconds(format, "duration");
        JsonElement streams = root.GetProperty("streams");
        List<AudioStreamInfo> audio = [];
        foreach (JsonElement stream in streams.EnumerateArray())
        {
            if (Text(stream, "codec_type") != "audio") continue;
            JsonElement tags = stream.TryGetProperty("tags", out JsonElement found) ? found : default;
            // Beside a picture, the file's length says nothing about the sound's.
            double? seconds = Seconds(stream, "duration") ?? TagSeconds(tags) ?? (streams.GetArrayLength() == 1 ? fileSeconds : null);
            bool isDefault = stream.TryGetProperty("disposition", out JsonElement disposition) && disposition.TryGetProperty("default", out JsonElement flag) && flag.GetInt32() == 1;
            audio.Add(new AudioStreamInfo(audio.Count, Text(stream, "codec_name") ?? "unknown", Number(Text(stream, "sample_rate")),
                stream.TryGetProperty("channels", out JsonElement channels) && channels.TryGetInt32(out int count) ? count : 0,
                seconds, Text(tags, "language") is { } language and not "und" ? language : null, Text(tags, "title"), isDefault));
        }
        return new MediaInfo
        {
            Container = Text(format, "format_name") ?? "unknown",
            DurationSeconds = fileSeconds,
            AudioStreams = audio,
            SelectedAudioStream = 0,
            StartsBeforeZero = Text(format, "start_time")?.StartsWith('-') ?? false,
        };
    }

    private static string? Text(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? DisplayText.Clean(value.GetString()!)
            : null;

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static double? Seconds(JsonElement parent, string key) =>
        double.TryParse(Text(parent, key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && double.IsFinite(seconds) ? seconds : null;

    /// <summary>Matroska keeps a stream's length as a tag of the form 00:01:02.345000000.</summary>
    private static double? TagSeconds(JsonElement tags)
    {
        string[] parts = Text(tags, "DURATION")?.Split(':') ?? [];
        if (parts.Length != 3) return null;
        return double.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            ? (Number(parts[0]) * 3600.0) + (Number(parts[1]) * 60.0) + seconds
            : null;
    }
}
