using System.IO.Compression;
using System.Text;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Small FBX files written by hand, in any version.</summary>
internal static class SmallFbx
{
    /// <summary>A file with a slider of each name and nothing else that matters.</summary>
    public static byte[] Write(int version, params string[] shapes) => File(version,
        Node(version, "Objects", [], [.. shapes.Select((shape, i) => Node(version, "Deformer", [Long(7 + i), Text($"{shape}\0\u0001SubDeformer"), Text("BlendShapeChannel")], []))]),
        Node(version, "Connections", [], []));

    /// <summary>A file with one animated slider, whose keys at 10 a second are packed.</summary>
    public static byte[] WritePacked(int version, string shape, float[] percents) => File(version,
        Node(version, "Objects", [],
        [
            Node(version, "Deformer", [Long(1), Text($"{shape}\0\u0001SubDeformer"), Text("BlendShapeChannel")], []),
            Node(version, "AnimationCurveNode", [Long(2), Text("x\0\u0001AnimCurveNode"), Text("")], []),
            Node(version, "AnimationCurve", [Long(3), Text("\0\u0001AnimCurve"), Text("")],
            [
                Node(version, "KeyTime", [Packed('l', [.. percents.SelectMany((_, i) => BitConverter.GetBytes(i * 4_618_615_800L))], percents.Length)], []),
                Node(version, "KeyValueFloat", [Packed('f', [.. percents.SelectMany(BitConverter.GetBytes)], percents.Length)], []),
            ]),
        ]),
        Node(version, "Connections", [],
        [
            Node(version, "C", [Text("OP"), Long(2), Long(1), Text("DeformPercent")], []),
            Node(version, "C", [Text("OP"), Long(3), Long(2), Text("d|DeformPercent")], []),
        ]));

    private static byte[] File(int version, params Func<int, byte[]>[] nodes)
    {
        List<byte> file = [.. "Kaydara FBX Binary  \0\u001A\0"u8, .. BitConverter.GetBytes(version)];
        foreach (Func<int, byte[]> node in nodes) file.AddRange(node(file.Count));
        file.AddRange(new byte[version >= 7500 ? 25 : 13]);
        file.AddRange(new byte[16 + 16 + 16 + 120 + 16]);
        return [.. file];
    }

    /// <summary>A node's bytes, given where they will stand.</summary>
    private static Func<int, byte[]> Node(int version, string name, byte[][] properties, Func<int, byte[]>[] children) => start =>
    {
        bool isWide = version >= 7500;
        int header = isWide ? 25 : 13;
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. properties.SelectMany(property => property)];
        List<byte> inner = [];
        foreach (Func<int, byte[]> child in children) inner.AddRange(child(start + header + body.Length + inner.Count));
        if (children.Length > 0 || properties.Length == 0) inner.AddRange(new byte[header]);
        long[] numbers = [start + header + body.Length + inner.Count, properties.Length, body.Length - name.Length];
        return [.. numbers.SelectMany(number => isWide ? BitConverter.GetBytes(number) : BitConverter.GetBytes((int)number)), (byte)name.Length, .. body, .. inner];
    };

    private static byte[] Long(long value) => [(byte)'L', .. BitConverter.GetBytes(value)];

    private static byte[] Text(string text) => [(byte)'S', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Packed(char type, byte[] content, int count)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(content);
        return [(byte)type, .. BitConverter.GetBytes(count), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes((int)packed.Length), .. packed.ToArray()];
    }
}
