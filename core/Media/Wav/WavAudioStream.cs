using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A plain WAV file, decoded and resampled here: for short lines starting FFmpeg would take longer than the work.</summary>
internal sealed class WavAudioStream : AudioStream
{
    /// <summary>Arrays of this length are below 85 000 bytes, beyond which memory is only taken back rarely.</summary>
    private const int BlockFrames = 16_384;

    private readonly Stream _file;
    private readonly WavFormat _format;
    private readonly Resampler _resampler;
    private readonly byte[] _bytes;
    private readonly float[] _interleaved;
    private readonly float[] _mono;
    private long _framesLeft;
    private long _framesRead;
    private long _notNumbers;
    private bool _isComplete;

    /// <summary>Takes over a stream whose header was read.</summary>
    public WavAudioStream(Stream file, string name, WavFormat format, ResamplerFilter filter)
        : base(name, Describe(format))
    {
        _file = file;
        _format = format;
        _resampler = new Resampler(filter, BlockFrames);
        int blockFrames = (int)Math.Min(BlockFrames, format.FrameCount);
        _bytes = new byte[blockFrames * format.FrameByteCount];
        _interleaved = new float[blockFrames * format.ChannelCount];
        _mono = new float[blockFrames];
        _framesLeft = format.FrameCount;
        _file.Position = format.DataOffset;
    }

    public static MediaInfo Describe(WavFormat format) => new()
    {
        Container = "wav",
        DurationSeconds = format.DurationSeconds,
        AudioStreams = [new AudioStreamInfo(0, format.Codec, format.SampleRateHz, format.ChannelCount, format.DurationSeconds, null, null, IsDefault: true)],
        SelectedAudioStream = 0,
    };

    public override async ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellation)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            int count = _resampler.Pull(buffer.Span);
            if (count > 0 || _isComplete) return count;
            await ReadBlockAsync(cancellation).ConfigureAwait(false);
        }
    }

    public override ValueTask DisposeAsync() => _file.DisposeAsync();

    private async ValueTask ReadBlockAsync(CancellationToken cancellation)
    {
        int wanted = (int)Math.Min(_mono.Length, _framesLeft);
        int byteCount;
        try
        {
            byteCount = await _file.ReadAtLeastAsync(_bytes.AsMemory(0, wanted * _format.FrameByteCount), wanted * _format.FrameByteCount,
                throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ModkitException(MediaIssues.CannotOpen(Name), e);
        }
        int frames = byteCount / _format.FrameByteCount;
        _framesLeft -= frames;
        _framesRead += frames;
        Push(frames);
        if (frames == wanted && _framesLeft > 0) return;
        _resampler.Complete();
        _isComplete = true;
        if (_framesRead < _format.DeclaredFrameCount)
            Warn(MediaIssues.Truncated(Name, Seconds(_framesRead), Seconds(_format.DeclaredFrameCount)));
        if (_notNumbers > 0) Warn(MediaIssues.NotNumbers(Name, _notNumbers));
    }

    private void Push(int frames)
    {
        Span<float> interleaved = _interleaved.AsSpan(0, frames * _format.ChannelCount);
        WavSamples.Decode(_bytes, _format.Encoding, interleaved);
        if (_format.Encoding is WavEncoding.Float32 or WavEncoding.Float64) _notNumbers += SampleGuard.Silence(interleaved);
        WavSamples.MixToMono(interleaved, _format.ChannelCount, _mono.AsSpan(0, frames));
        _resampler.Push(_mono.AsSpan(0, frames));
    }

    private double Seconds(long frames) => (double)frames / _format.SampleRateHz;
}
