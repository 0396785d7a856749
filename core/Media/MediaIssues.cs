using Audio2Face.Modkit.Abstractions;
using static System.FormattableString;

namespace Audio2Face.Modkit.Media;

/// <summary>Everything a user can get wrong with a recording, and how to put it right. Listed in docs/errors.md.</summary>
internal static class MediaIssues
{
    public static Issue NotFound(string name) =>
        Issue.Error("MED01", name, "There is no such file.", "Check the name and the folder.");

    public static Issue NotAFile(string name) =>
        Issue.Error("MED02", name, "This is a folder or a device, not a file.", "Name one audio or video file.");

    public static Issue CannotOpen(string name) =>
        Issue.Error("MED03", name, "The file cannot be opened.", "Check that you may read it and that no other program holds it.");

    public static Issue Empty(string name) =>
        Issue.Error("MED04", name, "Nothing is in it: it is an empty file, a pipe or a device.", "Record or export the sound again, to a regular file.");

    public static Issue NotMedia(string name) =>
        Issue.Error("MED05", name, "This is no audio or video that can be read (playlists are not).",
            "Check that it plays in a media player, then convert it to WAV, FLAC, OGG or MP3.");

    public static Issue NoAudio(string name) =>
        Issue.Error("MED06", name, "There is no sound in this file.", "Choose a file with an audio stream.");

    public static Issue NoSuchStream(string name, int wanted, IReadOnlyList<AudioStreamInfo> streams) =>
        Issue.Error("MED07", name, Invariant($"There is no audio stream {wanted}."),
            "Choose one of: " + string.Join("; ", streams.Select(Describe)) + ".");

    public static Issue TooLong(string name, double? seconds, double maximumMinutes) =>
        Length(name,
            (seconds is { } s ? Invariant($"The recording lasts {s / 60:0.#} min; ") : "The recording is too long; ") + Invariant($"at most {maximumMinutes:0.##} min are read."),
            "Cut it into lines, or allow more with --max-minutes.");

    public static Issue TooLargeForOneClip(string name) =>
        Length(name, Invariant($"The recording takes more than {Limits.ClipMebibytes} MiB of memory when decoded."), "Cut it into lines.");

    public static Issue SampleRate(string name, long rateHz) =>
        Issue.Error("MED09", name, Invariant($"Its sample rate is {rateHz} Hz; {Limits.LowestSampleRateHz} to {Limits.HighestSampleRateHz} Hz are read."),
            "Convert it to 16000 Hz or more.");

    public static Issue ChannelCount(string name, int channels) =>
        Issue.Error("MED10", name, Invariant($"It has {channels} channels; 1 to {Limits.AudioChannels} are read."), "Mix it down to mono.");

    public static Issue FfmpegMissing(string name) =>
        Issue.Error("MED11", name, "Reading this format needs FFmpeg (ffmpeg and ffprobe), which was not found or does not start.", InstallHint);

    public static Issue FfmpegTooOld(string name, string version) =>
        Issue.Error("MED12", name, $"FFmpeg {version} is too old; {FfmpegTools.OldestVersion} or newer is needed.", InstallHint);

    public static Issue FfmpegFailed(string name, string reason) =>
        Issue.Error("MED13", name, $"FFmpeg could not decode it: {reason}", "Check that it plays in a media player, or convert it to WAV.");

    public static Issue FfmpegStuck(string name, double seconds) =>
        Issue.Error("MED14", name, Invariant($"FFmpeg gave nothing for {seconds:0.#} s and was ended."), "Try again with the file on a local disk, or convert it to WAV.");

    public static Issue NoSamples(string name) =>
        Issue.Error("MED15", name, "Not one sample of sound came out of it.", "Record or export the sound again.");

    public static Issue BrokenWav(string name, string what) =>
        Issue.Error("MED16", name, $"The WAV header is broken: {what}", "Export the sound again.");

    public static Issue Truncated(string name, double seconds, double expectedSeconds) =>
        Issue.Warning("MED17", name, Invariant($"The file is cut short: {seconds:0.0##} s of the {expectedSeconds:0.0##} s that its header promises."),
            "Copy or export it again if the end matters.");

    public static Issue NotNumbers(string name, long count) =>
        Issue.Warning("MED18", name, Invariant($"{count} samples are no numbers or beyond any loudness; silence took their place."), "Export the sound again.");

    public static Issue Damaged(string name, string reason) =>
        Issue.Warning("MED19", name, $"FFmpeg met damage but went on: {reason}", "Listen to it, and export it again if something is missing.");

    public static Issue NoVoiceInFuz(string name) =>
        Issue.Error("MED20", name, "This .fuz holds no voice: no RIFF sound follows its lip.", "Take the file out of the game's archive again, or give the voice as a file of its own.");

    public static Issue NoScratch(string folder) =>
        Issue.Error("MED21", folder, "No folder for temporary files can be made here.", "Make room on the disk, or name another folder with the variable TMPDIR (on Windows: TMP).");

    private static Issue Length(string name, string text, string hint) => Issue.Error("MED08", name, text, hint);

    private static string InstallHint =>
        "Install it with '" + (OperatingSystem.IsWindows() ? "winget install ffmpeg" : OperatingSystem.IsMacOS() ? "brew install ffmpeg" : "sudo apt install ffmpeg")
        + "', or set A2F_FFMPEG to its folder; plain WAV files are read without it.";

    private static string Describe(AudioStreamInfo stream) => Invariant($"{stream.Index} ({stream.Codec}")
        + (stream.Language is { } language ? ", " + language : "") + (stream.Title is { } title ? $", \"{title}\"" : "") + ")";
}
