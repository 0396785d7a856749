using System.Runtime.InteropServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A file that was decoded before: its samples lie in a temporary file, which goes with this stream.</summary>
internal sealed class DecodedAudioStream : AudioStream
{
    private readonly ScratchFile _decoded;
    private readonly Issue? _damage;
    private FileStream? _file;
    private long _notNumbers;
    private bool _isComplete;

    /// <summary>Takes over what was decoded: 16 kHz, 32-bit float.</summary>
    public DecodedAudioStream(GroupSound sound)
        : base(sound.Source.Name, sound.Info)
    {
        _decoded = sound.Samples;
        _damage = sound.Damage is null ? null : MediaIssues.Damaged(Name, FfmpegMessages.Reason(sound.Damage, exitCode: 0, sound.Source));
    }

    public override ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (buffer.IsEmpty || _isComplete) return ValueTask.FromResult(0);
        Span<float> samples = buffer.Span;
        int count;
        try
        {
            _file ??= _decoded.Open();
            // It was written a moment ago and is in memory still: no wait is worth a thread's change.
            Span<byte> bytes = MemoryMarshal.AsBytes(samples);
            count = _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / sizeof(float);
        }
        catch (IOException e)
        {
            throw new ModkitException(MediaIssues.CannotOpen(Name), e);
        }
        _notNumbers += SampleGuard.Silence(samples[..count]);
        if (count == 0)
        {
            _isComplete = true;
            if (_damage is not null) Warn(_damage);
            if (_notNumbers > 0) Warn(MediaIssues.NotNumbers(Name, _notNumbers));
        }
        return ValueTask.FromResult(count);
    }

    public override ValueTask DisposeAsync()
    {
        _file?.Dispose();
        _decoded.Dispose();
        return ValueTask.CompletedTask;
    }
}
