using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A file that FFmpeg decodes while we read.</summary>
internal sealed class FfmpegAudioStream : AudioStream
{
    /// <summary>A file may be this much shorter than promised before it counts as cut short: lossy codecs round to blocks.</summary>
    private const double ToleranceSeconds = 0.5;
    private const double ToleranceShare = 0.02;

    private readonly MediaFile _file;
    private readonly ToolProcess _process;
    private readonly MediaOptions _options;
    private readonly FfmpegTimeouts _timeouts;
    private readonly TimeSpan _totalLimit;
    private readonly byte[] _bytes = new byte[64 * 1024];
    private int _begin;
    private int _end;
    private long _delivered;
    private long _notNumbers;
    private TimeSpan _waited;
    private bool _isComplete;

    private FfmpegAudioStream(MediaFile file, MediaInfo info, ToolProcess process, MediaOptions options, FfmpegTimeouts timeouts)
        : base(file.Name, info)
    {
        _file = file;
        _process = process;
        _options = options;
        _timeouts = timeouts;
        _totalLimit = FfmpegTimeouts.Total(Selected.DurationSeconds ?? info.DurationSeconds ?? (options.MaximumMinutes * 60));
    }

    private AudioStreamInfo Selected => Info.AudioStreams[Info.SelectedAudioStream];

    /// <summary>Starts FFmpeg on the selected stream of a probed file.</summary>
    public static FfmpegAudioStream Start(FfmpegTools tools, MediaFile file, MediaInfo info, MediaOptions options, FfmpegTimeouts timeouts)
    {
        // One second more than is allowed, so that too long a recording is noticed and not cut.
        double mostSeconds = (options.MaximumSampleCount / (double)AudioClip.SampleRateHz) + 1;
        try
        {
            ToolProcess process = ToolProcess.Start(tools.FfmpegPath, FfmpegCommand.Decode(file, info, mostSeconds, tools.HasSoxr));
            return new FfmpegAudioStream(file, info, process, options, timeouts);
        }
        catch (Win32Exception e)
        {
            throw new ModkitException(MediaIssues.FfmpegMissing(file.Name), e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellation)
    {
        if (buffer.IsEmpty || _isComplete) return 0;
        bool isGoingOn = false;
        try
        {
            while (_end - _begin < sizeof(float))
            {
                _bytes.AsSpan(_begin, _end - _begin).CopyTo(_bytes);
                (_begin, _end) = (0, _end - _begin);
                int count = await WaitForBytesAsync(cancellation).ConfigureAwait(false);
                _end += count;
                if (count > 0) continue;
                await FinishAsync(cancellation).ConfigureAwait(false);
                _isComplete = true;
                return 0;
            }
            int taken = Take(buffer.Span);
            isGoingOn = true;
            return taken;
        }
        finally
        {
            // Cancelled, stuck, failed or done: no FFmpeg stays behind.
            if (!isGoingOn) await _process.DisposeAsync().ConfigureAwait(false);
        }
    }

    public override ValueTask DisposeAsync() => _process.DisposeAsync();

    private async ValueTask<int> WaitForBytesAsync(CancellationToken cancellation)
    {
        TimeSpan limit = _delivered == 0 ? _timeouts.Start : _timeouts.Silence;
        TimeSpan left = _totalLimit - _waited;
        if (left < limit) limit = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        long started = Stopwatch.GetTimestamp();
        try
        {
            return await _process.ReadAsync(_bytes.AsMemory(_end), limit, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new ModkitException(MediaIssues.FfmpegStuck(Name, Stopwatch.GetElapsedTime(started).TotalSeconds), e);
        }
        finally
        {
            _waited += Stopwatch.GetElapsedTime(started);
        }
    }

    private int Take(Span<float> buffer)
    {
        ReadOnlySpan<float> ready = MemoryMarshal.Cast<byte, float>(_bytes.AsSpan(_begin, _end - _begin));
        int count = Math.Min(ready.Length, buffer.Length);
        ready[..count].CopyTo(buffer);
        _begin += count * sizeof(float);
        _delivered += count;
        if (_delivered > _options.MaximumSampleCount) throw new ModkitException(MediaIssues.TooLong(Name, null, _options.MaximumMinutes));
        _notNumbers += SampleGuard.Silence(buffer[..count]);
        return count;
    }

    private async Task FinishAsync(CancellationToken cancellation)
    {
        int exitCode;
        try
        {
            exitCode = await _process.WaitForExitAsync(_timeouts.Silence, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new ModkitException(MediaIssues.FfmpegStuck(Name, _timeouts.Silence.TotalSeconds), e);
        }
        string messages = _process.Messages;
        if (exitCode != 0) throw new ModkitException(MediaIssues.FfmpegFailed(Name, FfmpegMessages.Reason(messages, exitCode, _file)));
        if (_delivered == 0) throw new ModkitException(MediaIssues.NoSamples(Name));
        double seconds = (double)_delivered / AudioClip.SampleRateHz;
        if (Selected.DurationSeconds is { } expected && seconds < expected - Math.Max(ToleranceSeconds, ToleranceShare * expected))
            Warn(MediaIssues.Truncated(Name, seconds, expected));
        if (messages.AsSpan().Trim().Length > 0) Warn(MediaIssues.Damaged(Name, FfmpegMessages.Reason(messages, exitCode, _file)));
        if (_notNumbers > 0) Warn(MediaIssues.NotNumbers(Name, _notNumbers));
    }
}
