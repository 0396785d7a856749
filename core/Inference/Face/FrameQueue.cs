namespace Audio2Face.Modkit.Inference.Face;

/// <summary>Finished frames that wait to be read: first in, first out, in one buffer that is reused.</summary>
internal sealed class FrameQueue(int channelCount)
{
    private const int FirstRows = 256, FewestFirstRows = 4, MostFirstNumbers = 65_536;

    private float[] _values = new float[channelCount * Math.Clamp(MostFirstNumbers / channelCount, FewestFirstRows, FirstRows)];
    private int _head;
    private int _tail;

    /// <summary>Adds a row and returns it to be filled.</summary>
    public Span<float> Append()
    {
        if (_tail + channelCount > _values.Length) MakeRoom();
        Span<float> row = _values.AsSpan(_tail, channelCount);
        _tail += channelCount;
        return row;
    }

    /// <summary>Takes the oldest row, if there is one.</summary>
    public bool TryTake(Span<float> row)
    {
        if (_head == _tail) return false;
        _values.AsSpan(_head, channelCount).CopyTo(row);
        _head += channelCount;
        return true;
    }

    /// <summary>Throws everything away.</summary>
    public void Clear() => _head = _tail = 0;

    private void MakeRoom()
    {
        int used = _tail - _head;
        float[] target = used > _values.Length / 2 ? new float[_values.Length * 2] : _values;
        Array.Copy(_values, _head, target, 0, used);
        _values = target;
        _head = 0;
        _tail = used;
    }
}
