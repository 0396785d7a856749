namespace Audio2Face.Modkit.Media;

/// <summary>One audio stream of a media file, as the file describes it.</summary>
/// <param name="Index">Place among the audio streams, from 0: what <see cref="MediaOptions.AudioStream"/> takes.</param>
/// <param name="Codec">FFmpeg's name of the codec, such as <c>aac</c> or <c>pcm_s16le</c>.</param>
/// <param name="SampleRateHz">Sample rate in the file, in Hz; 0 when the file does not tell.</param>
/// <param name="ChannelCount">Channels in the file; 0 when the file does not tell.</param>
/// <param name="DurationSeconds">Length of this stream in seconds, or null when the file does not tell.</param>
/// <param name="Language">Language tag, usually three letters such as <c>eng</c>, or null.</param>
/// <param name="Title">Title tag, or null.</param>
/// <param name="IsDefault">Whether the file marks the stream as the one to play.</param>
public sealed record AudioStreamInfo(
    int Index, string Codec, int SampleRateHz, int ChannelCount, double? DurationSeconds, string? Language, string? Title, bool IsDefault);
