using System.Buffers.Binary;
using System.Text;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>A strict reader of uncompressed binary FBX, written from the description of the format; it shares nothing with ours.</summary>
internal sealed class FbxFile
{
    private readonly bool _isWide;

    public FbxFile(byte[] bytes)
    {
        Bytes = bytes;
        Assert.Equal("Kaydara FBX Binary  \0\u001A\0", Encoding.ASCII.GetString(bytes, 0, 23));
        Version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(23));
        _isWide = Version >= 7500;
        (Top, int end) = ReadList(27, bytes.Length);
        // Footer: an id of 16 bytes, zeros up to whole 16 bytes with at least 4, the version, 120 zeros, 16 bytes of magic.
        int zeros = bytes.Length - 16 - 120 - 4 - end - 16;
        Assert.InRange(zeros, 4, 20);
        Assert.Equal(0, (end + 16 + zeros) % 16);
        Assert.Equal(new byte[zeros], bytes[(end + 16)..(end + 16 + zeros)]);
        Assert.Equal(Version, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(end + 16 + zeros)));
    }

    public byte[] Bytes { get; }

    public int Version { get; }

    public List<Node> Top { get; }

    public Node Find(string name) => Top.Single(node => node.Name == name);

    public IEnumerable<Node> Objects(string type, string subclass) =>
        Find("Objects").Children.Where(node => node.Name == type && (string)node.Properties[2] == subclass);

    /// <summary>Times and values of the last curve that drives a slider.</summary>
    public (long[] Times, float[] Percents) CurveOf(Node slider)
    {
        List<Node> joins = Find("Connections").Children;
        long node = (long)joins.Last(c => (string)c.Properties[0] == "OP" && (long)c.Properties[2] == (long)slider.Properties[0] && (string)c.Properties[3] == "DeformPercent").Properties[1];
        long id = (long)joins.Single(c => (string)c.Properties[0] == "OP" && (long)c.Properties[2] == node && (string)c.Properties[3] == "d|DeformPercent").Properties[1];
        Node curve = Find("Objects").Children.Single(o => (long)o.Properties[0] == id);
        Assert.Equal("AnimationCurve", curve.Name);
        return ((long[])Part("KeyTime"), (float[])Part("KeyValueFloat"));

        object Part(string name) => curve.Children.Single(child => child.Name == name).Properties[0];
    }

    private (List<Node> Nodes, int End) ReadList(int offset, int end)
    {
        int header = _isWide ? 25 : 13;
        List<Node> nodes = [];
        while (true)
        {
            Assert.True(offset + header <= end, "a list is not closed");
            long[] numbers = [.. Enumerable.Range(0, 3).Select(i => _isWide ? BitConverter.ToInt64(Bytes, offset + (8 * i)) : BitConverter.ToUInt32(Bytes, offset + (4 * i)))];
            if (numbers[0] == 0)
            {
                Assert.Equal(new byte[header], Bytes[offset..(offset + header)]);
                return (nodes, offset + header);
            }
            int nameLength = Bytes[offset + header - 1], start = offset + header + nameLength, nodeEnd = (int)numbers[0];
            List<object> properties = [];
            int at = start;
            for (int i = 0; i < numbers[1]; i++) properties.Add(ReadProperty(ref at));
            Assert.Equal(start + numbers[2], at);
            List<Node> children = [];
            if (at < nodeEnd) (children, at) = ReadList(at, nodeEnd);
            Assert.Equal(nodeEnd, at);
            string raw = Convert.ToHexString(Bytes[start..(start + (int)numbers[2])]) + string.Concat(children.Select(child => child.Raw));
            nodes.Add(new Node(Encoding.UTF8.GetString(Bytes, offset + header, nameLength), properties, children, raw));
            offset = nodeEnd;
        }
    }

    private object ReadProperty(ref int at)
    {
        char type = (char)Bytes[at++];
        int start = at;
        if ("fdilb".Contains(type, StringComparison.Ordinal))
        {
            int count = BitConverter.ToInt32(Bytes, start), encoding = BitConverter.ToInt32(Bytes, start + 4), length = BitConverter.ToInt32(Bytes, start + 8);
            at += 12 + length;
            if (encoding == 1) return "packed";
            Assert.Equal(0, encoding);
            Assert.Equal(count * (type switch { 'd' or 'l' => 8, 'b' => 1, _ => 4 }), length);
            return type switch
            {
                'l' => Enumerable.Range(0, count).Select(i => BitConverter.ToInt64(Bytes, start + 12 + (8 * i))).ToArray(),
                'f' => Enumerable.Range(0, count).Select(i => BitConverter.ToSingle(Bytes, start + 12 + (4 * i))).ToArray(),
                _ => "list",
            };
        }
        if (type is 'S' or 'R')
        {
            int length = BitConverter.ToInt32(Bytes, start);
            at += 4 + length;
            return Encoding.UTF8.GetString(Bytes, start + 4, length);
        }
        at += type switch { 'Y' => 2, 'C' => 1, 'I' or 'F' => 4, 'D' or 'L' => 8, _ => throw new InvalidOperationException($"type {type} at {start}") };
        return type switch { 'I' => (object)BitConverter.ToInt32(Bytes, start), 'L' => BitConverter.ToInt64(Bytes, start), 'D' => BitConverter.ToDouble(Bytes, start), _ => 0 };
    }

    /// <summary>A node; <see cref="Raw"/> is all of its content but the offsets.</summary>
    internal sealed record Node(string Name, List<object> Properties, List<Node> Children, string Raw)
    {
        public string ObjectName => ((string)Properties[1]).Split('\0')[0];
    }
}
