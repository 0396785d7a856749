using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Cuts a file into nodes. Nothing is unpacked here, so no array can be a bomb.</summary>
internal sealed class FbxParser
{
    private const int DeepestNesting = 32, MostNodes = 1_000_000, FooterIdBytes = 16;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string _file;
    private readonly bool _isWide;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _nodeCount;

    private FbxParser(ReadOnlyMemory<byte> bytes, string file, bool isWide)
    {
        _bytes = bytes;
        _file = file;
        _isWide = isWide;
    }

    private int RecordBytes => RecordBytesOf(_isWide);

    /// <summary>Length of a node's header before its name: three numbers of 64 or 32 bits and the name's length.</summary>
    public static int RecordBytesOf(bool isWide) => isWide ? 25 : 13;

    /// <exception cref="ModkitException">FBX01 to FBX03: what is wrong and at which offset.</exception>
    public static FbxDocument Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        ReadOnlySpan<byte> head = bytes.Span;
        if (!head.StartsWith(FbxFormat.Magic[..20]))
            throw FbxIssues.NotBinary(file, head.TrimStart("\uFEFF \t\r\n"u8).StartsWith(";"u8) ? "it is FBX as text" : "it does not start with 'Kaydara FBX Binary'");
        if (head.Length < FbxFormat.HeaderBytes) throw FbxIssues.Broken(file, head.Length, "The file ends within its header.");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(head[23..]);
        if (version is < FbxFormat.LowestVersion or > FbxFormat.HighestVersion)
            throw FbxIssues.NotBinary(file, FormattableString.Invariant($"its version is {version}, and {FbxFormat.LowestVersion} to {FbxFormat.HighestVersion} are known"));
        FbxParser parser = new(bytes, file, version >= FbxFormat.WideVersion);
        List<FbxNode> nodes = [];
        int end = parser.ReadNodes(FbxFormat.HeaderBytes, bytes.Length, nodes, 0, out _);
        ReadOnlyMemory<byte> footer = bytes[end..];
        return new FbxDocument((int)version, nodes, footer.Length >= FooterIdBytes ? footer[..FooterIdBytes] : FbxWriter.FooterId);
    }

    /// <summary>Reads nodes up to an empty record or <paramref name="end"/>; gives the offset after them.</summary>
    private int ReadNodes(int offset, int end, List<FbxNode> nodes, int depth, out bool hasEnd)
    {
        if (depth == DeepestNesting) throw FbxIssues.Broken(_file, offset, $"Nodes are nested deeper than {DeepestNesting}.");
        ReadOnlySpan<byte> bytes = _bytes.Span;
        hasEnd = false;
        while (offset < end)
        {
            if (end - offset < RecordBytes) throw FbxIssues.Broken(_file, offset, "A node ends within its header.");
            (ulong nodeEnd, ulong propertyCount, ulong propertyBytes) = _isWide
                ? (BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[(offset + 8)..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[(offset + 16)..]))
                : (BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(offset + 4)..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(offset + 8)..]));
            if (nodeEnd == 0)
            {
                hasEnd = true;
                return offset + RecordBytes;
            }
            int nameStart = offset + RecordBytes;
            int propertyStart = nameStart + bytes[nameStart - 1];
            // A property takes two bytes at the least.
            if (nodeEnd > (ulong)end || (ulong)propertyStart > nodeEnd || propertyBytes > nodeEnd - (ulong)propertyStart || propertyCount > propertyBytes / 2)
                throw FbxIssues.Broken(_file, offset, "The lengths of a node do not fit into the file.");
            if (++_nodeCount > MostNodes) throw FbxIssues.TooLarge(_file, $"more than {MostNodes} nodes");
            int childStart = propertyStart + (int)propertyBytes;
            List<FbxNode> children = [];
            bool childrenHaveEnd = false;
            if (childStart < (int)nodeEnd && ReadNodes(childStart, (int)nodeEnd, children, depth + 1, out childrenHaveEnd) != (int)nodeEnd)
                throw FbxIssues.Broken(_file, offset, "A node does not end where it says.");
            nodes.Add(new FbxNode(Name(bytes[nameStart..propertyStart]), (int)propertyCount, _bytes[propertyStart..childStart], children, childrenHaveEnd, offset));
            offset = (int)nodeEnd;
        }
        return offset;
    }

    /// <summary>Names repeat a lot; each is kept once.</summary>
    private string Name(ReadOnlySpan<byte> bytes)
    {
        string name = Encoding.UTF8.GetString(bytes);
        if (_names.TryGetValue(name, out string? known)) return known;
        _names.Add(name, name);
        return name;
    }
}
