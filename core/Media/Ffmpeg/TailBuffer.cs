using System.Text;

namespace Audio2Face.Modkit.Media;

/// <summary>Keeps the last bytes of what a tool says, however much it says.</summary>
internal sealed class TailBuffer(int capacity)
{
    private readonly byte[] _bytes = new byte[2 * capacity];
    private int _count;

    /// <summary>Whether something had to be dropped.</summary>
    public bool HasDropped { get; private set; }

    /// <summary>Takes a piece of at most the capacity.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        if (_count + piece.Length > _bytes.Length)
        {
            _bytes.AsSpan(_count - capacity, capacity).CopyTo(_bytes);
            _count = capacity;
        }
        piece.CopyTo(_bytes.AsSpan(_count));
        _count += piece.Length;
        HasDropped |= _count > capacity;
    }

    /// <summary>The last bytes as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_bytes.AsSpan(Math.Max(0, _count - capacity), Math.Min(_count, capacity)));
}
