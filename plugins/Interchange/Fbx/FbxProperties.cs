using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Reads the properties of a node one after the other.</summary>
internal ref struct FbxProperties(FbxNode node, string file)
{
    /// <summary>The most numbers of one array that is unpacked here: keys of a curve.</summary>
    private const int MostNumbers = Limits.ClipMinutes * 60 * 1000;

    // Deflate packs 258 equal bytes into two bits and a little.
    private const int BestDeflateRatio = 1040;

    private ReadOnlySpan<byte> _rest = node.Properties.Span;
    private int _left = node.PropertyCount;

    /// <summary>The next property as a whole number, or null when it is none; either way it is passed.</summary>
    public long? NextInteger()
    {
        char type = Next(out ReadOnlySpan<byte> value);
        return type switch
        {
            'L' => BinaryPrimitives.ReadInt64LittleEndian(value),
            'I' => BinaryPrimitives.ReadInt32LittleEndian(value),
            'Y' => BinaryPrimitives.ReadInt16LittleEndian(value),
            _ => null,
        };
    }

    /// <summary>The next property as a text, or null when it is none; either way it is passed.</summary>
    public string? NextText()
    {
        char type = Next(out ReadOnlySpan<byte> value);
        return type == 'S' ? Encoding.UTF8.GetString(value) : null;
    }

    /// <summary>The next property as a list of numbers, unpacked.</summary>
    public double[] NextNumbers()
    {
        char type = Next(out ReadOnlySpan<byte> value);
        int size = type switch { 'f' or 'i' => 4, 'd' or 'l' => 8, _ => throw Broken("This is not a list of numbers.") };
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(value);
        uint encoding = BinaryPrimitives.ReadUInt32LittleEndian(value[4..]);
        ReadOnlySpan<byte> data = value[12..];
        if (count > MostNumbers) throw FbxIssues.TooLarge(file, $"more than {MostNumbers} keys in a curve");
        int bytes = (int)count * size;
        if (encoding == 1) data = Unpacked(data, bytes);
        else if (encoding != 0 || data.Length != bytes) throw Broken("A list does not have the length it says.");
        double[] numbers = new double[count];
        for (int i = 0; i < numbers.Length; i++)
        {
            ReadOnlySpan<byte> at = data[(i * size)..];
            numbers[i] = type switch
            {
                'f' => BinaryPrimitives.ReadSingleLittleEndian(at),
                'd' => BinaryPrimitives.ReadDoubleLittleEndian(at),
                'i' => BinaryPrimitives.ReadInt32LittleEndian(at),
                _ => BinaryPrimitives.ReadInt64LittleEndian(at),
            };
        }
        return numbers;
    }

    private readonly ModkitException Broken(string what) => FbxIssues.Broken(file, node.Offset, what);

    private readonly byte[] Unpacked(ReadOnlySpan<byte> packed, int bytes)
    {
        if (bytes > ((long)packed.Length * BestDeflateRatio) + 64) throw Broken("A packed list cannot be as long as it says.");
        byte[] unpacked = new byte[bytes];
        try
        {
            using ZLibStream stream = new(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            if (stream.ReadAtLeast(unpacked, bytes, throwOnEndOfStream: false) < bytes) throw Broken("A packed list is shorter than it says.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // An IOException is what zlib gives for data that wants a dictionary.
            throw Broken("A packed list cannot be unpacked.");
        }
        return unpacked;
    }

    /// <summary>Type and content of the next property, of a list with its three lengths; nothing after the last.</summary>
    private char Next(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (_left == 0 || _rest.Length == 0) return '\0';
        _left--;
        char type = (char)_rest[0];
        _rest = _rest[1..];
        long bytes = type switch
        {
            'C' or 'B' => 1,
            'Y' => 2,
            'I' or 'F' => 4,
            'L' or 'D' => 8,
            'S' or 'R' => Length(0),
            'f' or 'd' or 'i' or 'l' or 'b' or 'c' => 12 + Length(8),
            _ => throw Broken("A property is of a kind that does not exist."),
        };
        if (type is 'S' or 'R') _rest = _rest[4..];
        if (bytes > _rest.Length) throw Broken("A property reaches beyond the end of its node.");
        value = _rest[..(int)bytes];
        _rest = _rest[(int)bytes..];
        return type;
    }

    private readonly long Length(int offset) =>
        _rest.Length >= offset + 4 ? BinaryPrimitives.ReadUInt32LittleEndian(_rest[offset..]) : throw Broken("A property reaches beyond the end of its node.");
}
