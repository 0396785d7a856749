using System.Buffers.Binary;

namespace Audio2Face.Modkit.Meshes.Gltf;

/// <summary>Numbers of an accessor: dense or sparse, floats or (normalised) whole numbers, packed or interleaved.</summary>
internal static class GltfAccessors
{
    private const int SignedByte = 5120, UnsignedByte = 5121, SignedShort = 5122, UnsignedShort = 5123, UnsignedInt = 5125, Float = 5126;
    private const int VectorNumbers = 3;

    /// <summary>How many elements an accessor has; nothing is read.</summary>
    public static int Count(GltfElement accessor) => accessor.Integer("count");

    /// <summary>Reads vectors, x y z by element. Whole numbers that are not normalised stay as they are (KHR_mesh_quantization).</summary>
    /// <param name="file">The file.</param>
    /// <param name="accessor">What is read.</param>
    /// <param name="values">Where it is put; holds zeros there, which is what a sparse accessor leaves out.</param>
    /// <param name="start">The first place in it.</param>
    public static void ReadVectors(GltfFile file, GltfElement accessor, float[] values, int start)
    {
        if (accessor.Text("type") != "VEC3") throw accessor.Broken("Positions are not of type VEC3.");
        int type = accessor.Integer("componentType");
        if (type == UnsignedInt) throw accessor.Get("componentType").Broken("Positions cannot have this component type.");
        bool isNormalized = accessor.IsTrue("normalized");
        int numbers = Count(accessor) * VectorNumbers;
        if (accessor.Find("bufferView") is { } view)
            Read(file, accessor, view, type, VectorNumbers, numbers, (i, at) => values[start + i] = Number(at, type, isNormalized));
        if (accessor.Find("sparse") is { } sparse) ReadSparse(file, sparse, type, isNormalized, values, start, numbers);
        for (int i = 0; i < numbers; i++)
        {
            if (!(Math.Abs(values[start + i]) < MeshLimits.LargestNumber)) throw accessor.Broken(FormattableString.Invariant($"The position of vertex {i / VectorNumbers} is not finite."));
        }
    }

    /// <summary>Vertex indices, each checked against the number of vertices.</summary>
    public static int[] Indices(GltfFile file, GltfElement accessor, int vertexCount)
    {
        if (accessor.Text("type") != "SCALAR") throw accessor.Broken("Indices are not of type SCALAR.");
        return Indices(file, accessor, accessor.Integer("componentType"), Count(accessor), vertexCount);
    }

    private static int[] Indices(GltfFile file, GltfElement source, int type, int count, int vertexCount)
    {
        if (type is not (UnsignedByte or UnsignedShort or UnsignedInt)) throw source.Get("componentType").Broken("Indices cannot have this component type.");
        int[] indices = new int[Math.Min(count, MostIndices(file, source, type))];
        Read(file, source, source.Get("bufferView"), type, 1, count, (i, at) =>
        {
            uint index = type == UnsignedByte ? at[0] : type == UnsignedShort ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
            if (index >= vertexCount) throw source.Broken(FormattableString.Invariant($"Index {i} is {index}, but there are {vertexCount} vertices."));
            indices[i] = (int)index;
        });
        return indices;
    }

    /// <summary>No list is longer than its view, whatever it announces: memory is taken for what is there.</summary>
    private static int MostIndices(GltfFile file, GltfElement source, int type) => file.View(file.Follow(source.Get("bufferView"), "bufferViews")).Length / Size(type);

    private static void ReadSparse(GltfFile file, GltfElement sparse, int type, bool isNormalized, float[] values, int start, int numbers)
    {
        int count = sparse.Integer("count");
        GltfElement places = sparse.Get("indices"), replaced = sparse.Get("values");
        int[] indices = Indices(file, places, places.Integer("componentType"), count, numbers / VectorNumbers);
        Read(file, replaced, replaced.Get("bufferView"), type, VectorNumbers, checked(count * VectorNumbers),
            (i, at) => values[start + (indices[i / VectorNumbers] * VectorNumbers) + (i % VectorNumbers)] = Number(at, type, isNormalized));
    }

    /// <summary>Visits every number of a list of elements.</summary>
    private static void Read(GltfFile file, GltfElement source, GltfElement viewReference, int type, int numbersEach, int numbers, Action<int, ReadOnlySpan<byte>> take)
    {
        int size = Size(type);
        if (size == 0) throw source.Get("componentType").Broken("There is no such component type.");
        GltfElement view = file.Follow(viewReference, "bufferViews");
        ReadOnlySpan<byte> data = file.View(view);
        int element = size * numbersEach;
        int stride = view.Integer("byteStride", element);
        if (stride < element) throw view.Broken("The stride is smaller than one element.");
        long offset = source.Integer("byteOffset", 0);
        long end = numbers == 0 ? offset : offset + (((numbers / numbersEach) - 1L) * stride) + element;
        if (end > data.Length) throw source.Broken(FormattableString.Invariant($"The data ends at {end}, beyond the {data.Length} bytes of its view."));
        for (int i = 0; i < numbers; i++)
            take(i, data[(int)(offset + ((long)(i / numbersEach) * stride) + (i % numbersEach * size))..]);
    }

    private static int Size(int type) => type switch
    {
        SignedByte or UnsignedByte => 1,
        SignedShort or UnsignedShort => 2,
        UnsignedInt or Float => 4,
        _ => 0,
    };

    private static float Number(ReadOnlySpan<byte> at, int type, bool isNormalized) => type switch
    {
        SignedByte => isNormalized ? Math.Max(unchecked((sbyte)at[0]) / 127f, -1) : unchecked((sbyte)at[0]),
        UnsignedByte => isNormalized ? at[0] / 255f : at[0],
        SignedShort => isNormalized ? Math.Max(BinaryPrimitives.ReadInt16LittleEndian(at) / 32767f, -1) : BinaryPrimitives.ReadInt16LittleEndian(at),
        UnsignedShort => isNormalized ? BinaryPrimitives.ReadUInt16LittleEndian(at) / 65535f : BinaryPrimitives.ReadUInt16LittleEndian(at),
        _ => BinaryPrimitives.ReadSingleLittleEndian(at),
    };
}
