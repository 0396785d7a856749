using System.Buffers;
using System.Buffers.Binary;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>The binary part of a file under construction: three views (vertices, indices, keys) and accessors into them.</summary>
internal sealed class GltfBuffer
{
    public const int VertexView = 0;
    public const int IndexView = 1;
    public const int KeyView = 2;

    private readonly ArrayBufferWriter<byte>[] _views = [new(), new(), new()];
    private readonly Dictionary<int, int> _zeroAccessors = [];
    private int _zeroOffset = -1;
    private int _zeroVertices;

    public List<GltfAccessor> Accessors { get; } = [];

    public int ViewBytes(int view) => _views[view].WrittenCount;

    /// <summary>Keeps room for targets that move nothing: they all show the same zeros.</summary>
    public void ReserveZeros(int vertexCount)
    {
        _zeroVertices = vertexCount;
        _zeroOffset = _views[VertexView].WrittenCount;
        _views[VertexView].Write(new byte[vertexCount * 12]);
    }

    /// <summary>An accessor of three-float vectors, with bounds when they are places.</summary>
    public int AddVectors(float[] values, bool isPosition)
    {
        int offset = Append(VertexView, values);
        float[]? low = null;
        float[]? high = null;
        if (isPosition)
        {
            low = [.. values[..3]];
            high = [.. values[..3]];
            for (int i = 0; i < values.Length; i++)
            {
                low[i % 3] = Math.Min(low[i % 3], values[i]);
                high[i % 3] = Math.Max(high[i % 3], values[i]);
            }
        }
        return Add(new GltfAccessor(VertexView, offset, GltfAccessor.Float, values.Length / 3, "VEC3", low, high));
    }

    /// <summary>An accessor of so many zero vectors.</summary>
    public int AddZeros(int vertexCount)
    {
        if (_zeroAccessors.TryGetValue(vertexCount, out int known)) return known;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vertexCount, _zeroVertices);
        int accessor = Add(new GltfAccessor(VertexView, _zeroOffset, GltfAccessor.Float, vertexCount, "VEC3", [0, 0, 0], [0, 0, 0]));
        _zeroAccessors.Add(vertexCount, accessor);
        return accessor;
    }

    public int AddIndices(ushort[] values)
    {
        int offset = _views[IndexView].WrittenCount;
        byte[] bytes = new byte[values.Length * 2];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), values[i]);
        _views[IndexView].Write(bytes);
        return Add(new GltfAccessor(IndexView, offset, GltfAccessor.UnsignedShort, values.Length, "SCALAR", null, null));
    }

    /// <summary>An accessor of key times (with bounds) or weights.</summary>
    public int AddScalars(float[] values, bool isTime)
    {
        int offset = Append(KeyView, values);
        return Add(new GltfAccessor(KeyView, offset, GltfAccessor.Float, values.Length, "SCALAR", isTime ? [values[0]] : null, isTime ? [values[^1]] : null));
    }

    /// <summary>An accessor of keys of several numbers each.</summary>
    /// <param name="values">Key after key.</param>
    /// <param name="type"><c>VEC3</c> or <c>VEC4</c>.</param>
    public int AddKeys(float[] values, string type) =>
        Add(new GltfAccessor(KeyView, Append(KeyView, values), GltfAccessor.Float, values.Length / (type[^1] - '0'), type, null, null));

    /// <summary>Length of all views together.</summary>
    public int TotalBytes => StartOf(_views.Length);

    /// <summary>Writes all views one after the other, each starting at a whole word.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (ArrayBufferWriter<byte> view in _views)
        {
            stream.Write(view.WrittenSpan);
            stream.Write("\0\0\0"u8[..(-view.WrittenCount & 3)]);
        }
    }

    public int StartOf(int view)
    {
        int start = 0;
        for (int i = 0; i < view; i++) start += (_views[i].WrittenCount + 3) & ~3;
        return start;
    }

    private int Append(int view, float[] values)
    {
        int offset = _views[view].WrittenCount;
        Span<byte> bytes = _views[view].GetSpan(values.Length * 4);
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * 4)..], values[i]);
        _views[view].Advance(values.Length * 4);
        return offset;
    }

    private int Add(GltfAccessor accessor)
    {
        Accessors.Add(accessor);
        return Accessors.Count - 1;
    }
}
