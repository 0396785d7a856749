using System.Buffers.Binary;
using System.Text;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>A node: a name, properties, children. Properties stay the bytes they are in the file, so that what is not touched does not change.</summary>
/// <param name="Name">Name.</param>
/// <param name="PropertyCount">Number of properties.</param>
/// <param name="Properties">Their bytes; <see cref="FbxProperties"/> reads them.</param>
/// <param name="Children">Nodes inside.</param>
/// <param name="HasEnd">Whether an empty record closes it; it must where there are children.</param>
/// <param name="Offset">Where it starts in the file it was read from, for messages.</param>
internal sealed record FbxNode(string Name, int PropertyCount, ReadOnlyMemory<byte> Properties, IReadOnlyList<FbxNode> Children, bool HasEnd, long Offset)
{
    /// <summary>A new node without children.</summary>
    /// <param name="name">Name.</param>
    /// <param name="properties">Of the types bool, int, long, double, string, byte[], int[], long[], float[] and double[].</param>
    public static FbxNode Of(string name, params object[] properties)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        foreach (object property in properties) Write(writer, property);
        return new FbxNode(name, properties.Length, stream.ToArray(), [], false, 0);
    }

    /// <summary>The same node with these children.</summary>
    public FbxNode Holding(params IEnumerable<FbxNode> children) => this with { Children = [.. children], HasEnd = true };

    /// <summary>The same node with more children at its end.</summary>
    public FbxNode Adding(IEnumerable<FbxNode> children) => Holding([.. Children, .. children]);

    /// <summary>The first child of a name; an empty one when there is none.</summary>
    public FbxNode Child(string name) => Children.FirstOrDefault(child => child.Name == name) ?? Of(name) with { Offset = Offset };

    // A BinaryWriter is little-endian everywhere, as FBX is.
    private static void Write(BinaryWriter writer, object property)
    {
        switch (property)
        {
            case bool value: writer.Write((byte)'C'); writer.Write(value); break;
            case int value: writer.Write((byte)'I'); writer.Write(value); break;
            case long value: writer.Write((byte)'L'); writer.Write(value); break;
            case double value: writer.Write((byte)'D'); writer.Write(value); break;
            case string value: WriteBytes(writer, 'S', Encoding.UTF8.GetBytes(value)); break;
            case byte[] value: WriteBytes(writer, 'R', value); break;
            case int[] value: WriteArray(writer, 'i', value, sizeof(int), BinaryPrimitives.WriteInt32LittleEndian); break;
            case long[] value: WriteArray(writer, 'l', value, sizeof(long), BinaryPrimitives.WriteInt64LittleEndian); break;
            case float[] value: WriteArray(writer, 'f', value, sizeof(float), BinaryPrimitives.WriteSingleLittleEndian); break;
            case double[] value: WriteArray(writer, 'd', value, sizeof(double), BinaryPrimitives.WriteDoubleLittleEndian); break;
            default: throw new ArgumentException($"FBX has no property of type {property.GetType()}.", nameof(property));
        }
    }

    private static void WriteBytes(BinaryWriter writer, char type, byte[] bytes)
    {
        writer.Write((byte)type);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private delegate void Put<T>(Span<byte> at, T value);

    /// <summary>Arrays are not compressed: what a compressor makes of them differs between machines.</summary>
    private static void WriteArray<T>(BinaryWriter writer, char type, T[] values, int size, Put<T> put)
    {
        byte[] bytes = new byte[values.Length * size];
        for (int i = 0; i < values.Length; i++) put(bytes.AsSpan(i * size), values[i]);
        writer.Write((byte)type);
        writer.Write(values.Length);
        writer.Write(0);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
