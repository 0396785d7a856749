namespace Audio2Face.Modkit.Media;

/// <summary>What <see cref="FfmpegGroup"/> made of a file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Info">What FFmpeg says it holds.</param>
/// <param name="Samples">Its samples, mono, little-endian, at least one.</param>
/// <param name="Damage">What FFmpeg met but went on from, or null.</param>
internal sealed record GroupSound(MediaFile Source, MediaInfo Info, ScratchFile Samples, string? Damage);
