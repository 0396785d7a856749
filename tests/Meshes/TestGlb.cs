using System.Buffers.Binary;
using System.Text;

namespace Audio2Face.Modkit.Meshes.Tests;

/// <summary>Small glTF files made by hand: JSON as text, numbers as bytes.</summary>
internal static class TestGlb
{
    /// <summary>Two triangles' places, one morph, an index list: 36 + 36 + 6 bytes, in views 0, 1 and 2.</summary>
    public static byte[] TriangleData { get; } = [.. Floats(0, 0, 0, 2, 0, 0, 0, 3, 0), .. Floats(0, 0, 0, 0, 0, 0, 0.5f, 0.25f, 4), 0, 0, 1, 0, 2, 0];

    public const string Triangle = """
        {"asset":{"version":"2.0"},"nodes":[{"mesh":0}],
        "meshes":[{"name":"Skin","extras":{"targetNames":["jawOpen"]},"primitives":[{"attributes":{"POSITION":0},"indices":2,"targets":[{"POSITION":1}]}]}],
        "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},{"bufferView":1,"componentType":5126,"count":3,"type":"VEC3"},
        {"bufferView":2,"componentType":5123,"count":3,"type":"SCALAR"}],
        "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":36},{"buffer":0,"byteOffset":72,"byteLength":6}],
        "buffers":[{"byteLength":80}]}
        """;

    public static byte[] Floats(params float[] values)
    {
        byte[] bytes = new byte[values.Length * 4];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    public static byte[] Pack(string json, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        List<byte> file = [];
        void Word(uint value)
        {
            byte[] word = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(word, value);
            file.AddRange(word);
        }

        int jsonBytes = (text.Length + 3) / 4 * 4, dataBytes = (data.Length + 3) / 4 * 4;
        file.AddRange("glTF"u8.ToArray());
        Word(2);
        Word((uint)(12 + 8 + jsonBytes + 8 + dataBytes));
        Word((uint)jsonBytes);
        Word(0x4E4F534A);
        file.AddRange(text);
        file.AddRange(Enumerable.Repeat((byte)' ', jsonBytes - text.Length));
        Word((uint)dataBytes);
        Word(0x004E4942);
        file.AddRange(data);
        file.AddRange(new byte[dataBytes - data.Length]);
        return [.. file];
    }
}
