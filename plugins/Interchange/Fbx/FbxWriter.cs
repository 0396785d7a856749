using System.Text;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Writes nodes as a binary file of their version.</summary>
internal sealed class FbxWriter
{
    private readonly BinaryWriter _writer;
    private readonly bool _isWide;
    private readonly Dictionary<FbxNode, long> _bytesOf = new(ReferenceEqualityComparer.Instance);

    private FbxWriter(BinaryWriter writer, bool isWide)
    {
        _writer = writer;
        _isWide = isWide;
    }

    /// <summary>Goes with <see cref="FileId"/> and <see cref="CreationTime"/>: Autodesk's programs check the three against each other.</summary>
    public static byte[] FooterId => [0xFA, 0xBC, 0xAB, 0x09, 0xD0, 0xC8, 0xD4, 0x66, 0xB1, 0x76, 0xFB, 0x83, 0x1C, 0xF7, 0x26, 0x7E];

    public static byte[] FileId => [0x28, 0xB3, 0x2A, 0xEB, 0xB6, 0x24, 0xCC, 0xC2, 0xBF, 0xC8, 0xB0, 0x2A, 0xA9, 0x2B, 0xFC, 0xF1];

    public const string CreationTime = "1970-01-01 10:00:00:000";

    private static ReadOnlySpan<byte> FooterMagic => [0xF8, 0x5A, 0x8C, 0x6A, 0xDE, 0xF5, 0xD9, 0x7E, 0xEC, 0xE9, 0x0C, 0xE3, 0x75, 0x8F, 0x29, 0x0B];

    private int RecordBytes => FbxParser.RecordBytesOf(_isWide);

    public static void Write(FbxDocument document, Stream stream)
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        FbxWriter file = new(writer, document.Version >= FbxFormat.WideVersion);
        writer.Write(FbxFormat.Magic);
        writer.Write(document.Version);
        long offset = FbxFormat.HeaderBytes;
        foreach (FbxNode node in document.Nodes) offset = file.WriteNode(node, offset);
        file.WriteEnd();
        file.WriteFooter(document, offset + file.RecordBytes);
    }

    private void WriteEnd() => _writer.Write(new byte[RecordBytes]);

    private void WriteFooter(FbxDocument document, long offset)
    {
        _writer.Write(document.FooterId.Span);
        _writer.Write(0);
        // Padding to whole 16 bytes; where none is due there are 16.
        _writer.Write(new byte[16 - (int)((offset + document.FooterId.Length + 4) % 16)]);
        _writer.Write(document.Version);
        _writer.Write(new byte[120]);
        _writer.Write(FooterMagic);
    }

    /// <summary>Writes a node that starts at an offset; gives the offset after it.</summary>
    private long WriteNode(FbxNode node, long offset)
    {
        byte[] name = Encoding.UTF8.GetBytes(node.Name);
        long end = offset + BytesOf(node);
        WriteLength(end);
        WriteLength(node.PropertyCount);
        WriteLength(node.Properties.Length);
        _writer.Write((byte)name.Length);
        _writer.Write(name);
        _writer.Write(node.Properties.Span);
        offset += RecordBytes + name.Length + node.Properties.Length;
        foreach (FbxNode child in node.Children) offset = WriteNode(child, offset);
        if (node.HasEnd) WriteEnd();
        return end;
    }

    private long BytesOf(FbxNode node)
    {
        if (_bytesOf.TryGetValue(node, out long known)) return known;
        long bytes = RecordBytes + Encoding.UTF8.GetByteCount(node.Name) + node.Properties.Length + (node.HasEnd ? RecordBytes : 0);
        foreach (FbxNode child in node.Children) bytes += BytesOf(child);
        _bytesOf.Add(node, bytes);
        return bytes;
    }

    private void WriteLength(long length)
    {
        if (_isWide) _writer.Write(length);
        else _writer.Write((uint)length);
    }
}
