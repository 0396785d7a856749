namespace Audio2Face.Modkit.Media;

/// <summary>A file to be decoded among others (<see cref="FfmpegGroup"/>).</summary>
/// <param name="Source">The file.</param>
/// <param name="ChannelCount">Channels it seems to have.</param>
/// <param name="RateHz">Sample rate it is decoded to.</param>
internal sealed record GroupFile(MediaFile Source, int ChannelCount, int RateHz);
