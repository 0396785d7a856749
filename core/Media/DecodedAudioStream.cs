using System.Runtime.InteropServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A file that was decoded before: its samples lie in a temporary file, which goes with this stream.</summary>
internal sealed class DecodedAudioStream : AudioStream
{
    private readonly string _path;
    private readonly ScratchFolder _scratch;
    private readonly Issue? _damage;
    private FileStream? _file;
    private long _notNumbers;
    private bool _isComplete;
    private bool _isDisposed;

    /// <summary>Takes over what was decoded.</summary>
    /// <param name="source">The recording.</param>
    /// <param name="info">What it says it holds.</param>
    /// <param name="path">A file of 16 kHz mono samples, 32-bit float, little-endian, at least one.</param>
    /// <param name="scratch">The folder it lies in.</param>
    /// <param name="damage">What FFmpeg met but went on from, or null.</param>
    public DecodedAudioStream(MediaFile source, MediaInfo info, string path, ScratchFolder scratch, string? damage)
        : base(source.Name, info)
    {
        _path = path;
        _damage = damage is null ? null : MediaIssues.Damaged(source.Name, FfmpegMessages.Reason(damage, exitCode: 0, source));
        _scratch = scratch;
        scratch.Share();
    }

    public override ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (buffer.IsEmpty || _isComplete) return ValueTask.FromResult(0);
        Span<float> samples = buffer.Span;
        int count;
        try
        {
            _file ??= new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
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
        if (_isDisposed) return ValueTask.CompletedTask;
        _isDisposed = true;
        _file?.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It goes with its folder.
        }
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
