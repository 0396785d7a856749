namespace Audio2Face.Modkit.Media;

/// <summary>Where the samples of a plain WAV file lie and what they are.</summary>
/// <param name="Encoding">How one sample lies in the file.</param>
/// <param name="SampleRateHz">Frames per second, inside the limits.</param>
/// <param name="ChannelCount">Interleaved channels, inside the limits.</param>
/// <param name="DataOffset">Byte offset of the first frame.</param>
/// <param name="FrameCount">Whole frames that are really there.</param>
/// <param name="DeclaredFrameCount">Frames the header promises; the same as <paramref name="FrameCount"/> when it leaves the length open.</param>
internal sealed record WavFormat(
    WavEncoding Encoding, int SampleRateHz, int ChannelCount, long DataOffset, long FrameCount, long DeclaredFrameCount)
{
    /// <summary>Bytes of one sample of one channel.</summary>
    public int SampleByteCount => SampleBytes(Encoding);

    /// <summary>Bytes of one sample of every channel.</summary>
    public int FrameByteCount => SampleByteCount * ChannelCount;

    /// <summary>Length in seconds of what is there.</summary>
    public double DurationSeconds => (double)FrameCount / SampleRateHz;

    /// <summary>FFmpeg's name of the encoding.</summary>
    public string Codec => Encoding switch
    {
        WavEncoding.Unsigned8 => "pcm_u8",
        WavEncoding.Signed16 => "pcm_s16le",
        WavEncoding.Signed24 => "pcm_s24le",
        WavEncoding.Signed32 => "pcm_s32le",
        WavEncoding.Float32 => "pcm_f32le",
        _ => "pcm_f64le",
    };

    public static int SampleBytes(WavEncoding encoding) => encoding switch
    {
        WavEncoding.Unsigned8 => 1,
        WavEncoding.Signed16 => 2,
        WavEncoding.Signed24 => 3,
        WavEncoding.Float64 => 8,
        _ => 4,
    };
}
