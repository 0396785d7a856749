using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>Walks through an <c>.fxe</c> file and never beyond its end.</summary>
internal ref struct FxeCursor(ReadOnlySpan<byte> file, string fileName)
{
    private const int MostLetters = 128;

    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>Where the next bytes come from.</summary>
    public int Offset { get; set; }

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public void Skip(int bytes) => Take(bytes);

    /// <summary>A text: the short 1, its length, its letters.</summary>
    public string Text()
    {
        int at = Offset;
        short one = Int16();
        int length = Int32();
        if (one != 1 || length is < 0 or > MostLetters) throw BiowareIssues.Damaged(fileName, $"there is no text at offset {at}");
        return Encoding.Latin1.GetString(Take(length));
    }

    /// <summary>Makes sure that so many bytes follow.</summary>
    /// <exception cref="ModkitException">BIO04 they do not.</exception>
    public readonly void Require(int bytes)
    {
        if (bytes > _file.Length - Offset) throw BiowareIssues.Damaged(fileName, $"it ends at offset {_file.Length}, inside what begins at offset {Offset}");
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        Require(bytes);
        ReadOnlySpan<byte> taken = _file.Slice(Offset, bytes);
        Offset += bytes;
        return taken;
    }
}
