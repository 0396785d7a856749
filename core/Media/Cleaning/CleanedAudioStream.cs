using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>Another stream's sound with less echo and fewer held tones, at the same times and as long.</summary>
internal sealed class CleanedAudioStream : AudioStream
{
    private readonly AudioStream _source;
    private readonly EchoRemover _remover = new();
    private readonly float[] _hop = new float[EchoRemover.HopSamples];
    private readonly float[] _cleaned = new float[EchoRemover.HopSamples];
    private int _ready;
    private long _left; // samples of the source that were taken and not given yet
    private bool _hasStarted;
    private bool _isEnd;

    /// <summary>Takes over a stream.</summary>
    public CleanedAudioStream(AudioStream source)
        : base(source.Name, source.Info) => _source = source;

    public override async ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellation)
    {
        if (buffer.IsEmpty) return 0;
        while (_ready == 0)
        {
            if (_isEnd && _left == 0) return 0;
            await TakeHopAsync(cancellation).ConfigureAwait(false);
        }
        int count = Math.Min(_ready, buffer.Length);
        _cleaned.AsSpan(_cleaned.Length - _ready, count).CopyTo(buffer.Span);
        _ready -= count;
        return count;
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>A hop of the source, silence after its end, makes the hop before ready.</summary>
    private async ValueTask TakeHopAsync(CancellationToken cancellation)
    {
        int taken = 0;
        while (!_isEnd && taken < _hop.Length)
        {
            int count = await _source.ReadAsync(_hop.AsMemory(taken), cancellation).ConfigureAwait(false);
            taken += count;
            _isEnd = count == 0;
        }
        if (_isEnd && _source.Warnings.Count > Warnings.Count) foreach (Issue warning in _source.Warnings) Warn(warning);
        _hop.AsSpan(taken).Clear();
        _remover.Process(_hop, _cleaned);
        // What the first hop gives lies before the sound.
        int given = _hasStarted ? (int)Math.Min(_left, _cleaned.Length) : 0;
        _hasStarted = true;
        _left += taken - given;
        _ready = given;
        if (given < _cleaned.Length) _cleaned.AsSpan(0, given).CopyTo(_cleaned.AsSpan(_cleaned.Length - given));
    }
}
