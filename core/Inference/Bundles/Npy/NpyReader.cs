using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Bundles.Npy;

/// <summary>Reads one <c>.npy</c> array: numbers and short texts, in C or Fortran order, always given back in C order. Trusts nothing it reads.</summary>
/// <remarks>Numbers are taken as they lie: every machine that ONNX Runtime runs on is little endian.</remarks>
internal sealed class NpyReader
{
    private readonly Stream _stream;
    private readonly string _place;
    private readonly long _lengthBytes;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">Stands at the start of the array; read once, forwards; not disposed here.</param>
    /// <param name="lengthBytes">Bytes of the whole file, so that a lying header cannot ask for more memory than there is data.</param>
    /// <param name="place">What to call the array in messages.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: not an array that can be read.</exception>
    public NpyReader(Stream stream, long lengthBytes, string place)
    {
        _stream = stream;
        _place = place;
        _lengthBytes = lengthBytes;
        try
        {
            Header = NpyHeader.Read(stream, place);
        }
        catch (EndOfStreamException)
        {
            throw Broken("it ends within its header");
        }
    }

    /// <summary>Type, order and shape.</summary>
    public NpyHeader Header { get; }

    /// <summary>The elements as 32-bit floats, all finite.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD16: of another type, cut short, or not finite.</exception>
    public float[] ReadSingles()
    {
        float[] values = ReadNumbers<float>("<f4");
        return FloatVectors.AreFinite(values) ? values : throw Broken("it holds numbers that are not finite");
    }

    /// <summary>The elements as 32-bit integers.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD16: of another type, or cut short.</exception>
    public int[] ReadIntegers() => ReadNumbers<int>("<i4");

    /// <summary>The elements as 64-bit integers.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD16: of another type, or cut short.</exception>
    public long[] ReadLongs() => ReadNumbers<long>("<i8");

    /// <summary>The elements as texts: fixed-width bytes (<c>S</c>) or code points (<c>U</c>), without the zeros that fill them up.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD16: of another type, longer than 4,096, or cut short.</exception>
    public string[] ReadTexts()
    {
        string type = Header.Type;
        bool isBytes = type.StartsWith("|S", StringComparison.Ordinal);
        if ((!isBytes && !type.StartsWith("<U", StringComparison.Ordinal))
            || !int.TryParse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int width) || width is < 1 or > 4096)
        {
            throw Broken($"it holds '{type}' instead of texts");
        }
        int size = isBytes ? width : 4 * width;
        byte[] bytes = ReadElements<byte>(size);
        Encoding encoding = isBytes ? Encoding.UTF8 : Encoding.UTF32;
        string[] texts = new string[bytes.Length / size];
        for (int i = 0; i < texts.Length; i++) texts[i] = encoding.GetString(bytes, i * size, size).TrimEnd('\0');
        return ToCOrder(texts);
    }

    private T[] ReadNumbers<T>(string type)
        where T : unmanaged
    {
        if (Header.Type != type) throw Broken($"it holds '{Header.Type}' instead of '{type}'");
        return ToCOrder(ReadElements<T>(1));
    }

    private T[] ReadElements<T>(int elementsEach)
        where T : unmanaged
    {
        long count;
        try
        {
            count = checked(Header.Count * elementsEach);
        }
        catch (OverflowException)
        {
            throw Broken("its shape is too large");
        }
        if (count > Array.MaxLength || count * Marshal.SizeOf<T>() > _lengthBytes) throw Broken("its shape asks for more data than the file has");
        T[] values = new T[count];
        try
        {
            // A span of bytes cannot be longer than 2 GiB, an array of floats can.
            for (int done = 0; done < values.Length;)
            {
                int piece = Math.Min(values.Length - done, 1 << 24);
                _stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(done, piece)));
                done += piece;
            }
        }
        catch (EndOfStreamException)
        {
            throw Broken("it is cut short");
        }
        return values;
    }

    private T[] ToCOrder<T>(T[] values)
    {
        int[] shape = Header.Shape;
        if (!Header.IsFortranOrder || shape.Length < 2) return values;
        T[] ordered = new T[values.Length];
        int[] index = new int[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            long position = 0;
            for (int d = 0; d < shape.Length; d++) position = (position * shape[d]) + index[d];
            ordered[position] = values[i];
            for (int d = 0; d < shape.Length && ++index[d] == shape[d]; d++) index[d] = 0;
        }
        return ordered;
    }

    private Abstractions.ModkitException Broken(string reason) => InferenceIssues.BadData(_place, reason);
}
