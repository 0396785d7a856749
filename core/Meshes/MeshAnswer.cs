using System.Runtime.InteropServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes;

/// <summary>
/// What the worker process says: a mark, then 'M' with meshes or 'I' with issues, then the mark again. Little-endian; counts are 32-bit, text is
/// UTF-8 with its length before it (BinaryWriter). The end mark tells a whole answer from one that a crash cut short.
/// </summary>
internal static class MeshAnswer
{
    private const uint Mark = 0x4D463241;

    public static void Write(Stream stream, IReadOnlyList<FaceMesh> meshes)
    {
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write('M');
        writer.Write(meshes.Count);
        foreach (FaceMesh mesh in meshes)
        {
            writer.Write(mesh.Name);
            writer.Write(mesh.VertexCount);
            writer.Write(mesh.Triangles.Length);
            writer.Write(mesh.Morphs.Count);
            writer.Write(MemoryMarshal.AsBytes(mesh.Positions.AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(mesh.Triangles.AsSpan()));
            foreach (MorphTarget morph in mesh.Morphs)
            {
                writer.Write(morph.Name);
                writer.Write(MemoryMarshal.AsBytes(morph.Deltas.AsSpan()));
            }
        }
        writer.Write(Mark);
    }

    public static void Write(Stream stream, IReadOnlyList<Issue> issues)
    {
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write('I');
        writer.Write(issues.Count);
        foreach (Issue issue in issues)
        {
            writer.Write(issue.Code);
            writer.Write(issue.Place);
            writer.Write(issue.Text);
            writer.Write(issue.Hint);
        }
        writer.Write(Mark);
    }

    /// <summary>Reads an answer. The process is not trusted: every count is held to the limits before memory is taken.</summary>
    /// <exception cref="ModkitException">The issues it brings, or MSH02.</exception>
    /// <exception cref="EndOfStreamException">It is not whole.</exception>
    /// <exception cref="FormatException">A number is none, or a triangle has a corner that is not there.</exception>
    public static IReadOnlyList<FaceMesh> Read(Stream stream, string place)
    {
        using BinaryReader reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Mark) throw new EndOfStreamException();
        if (reader.ReadChar() == 'I') throw new ModkitException(ReadIssues(reader));
        List<FaceMesh> meshes = [];
        long vertices = 0, morphs = 0;
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string name = reader.ReadString();
            int vertexCount = Count(reader), corners = Count(reader), morphCount = Count(reader);
            MeshLimits.Check(place, vertices += vertexCount, morphs = Math.Max(morphs, morphCount));
            MeshLimits.CheckTriangles(place, corners / 3);
            float[] positions = ReadVectors(reader, vertexCount);
            int[] triangles = ReadArray<int>(reader, corners);
            if (corners % 3 != 0 || Array.Exists(triangles, vertex => vertex < 0 || vertex >= vertexCount)) throw new FormatException();
            List<MorphTarget> targets = [];
            for (int i = 0; i < morphCount; i++) targets.Add(new MorphTarget(reader.ReadString(), ReadVectors(reader, vertexCount)));
            meshes.Add(new FaceMesh { Name = name, Positions = positions, Triangles = triangles, Morphs = targets });
        }
        return reader.ReadUInt32() == Mark ? meshes : throw new EndOfStreamException();
    }

    private static List<Issue> ReadIssues(BinaryReader reader)
    {
        List<Issue> issues = [];
        for (int left = Count(reader); left > 0; left--) issues.Add(Issue.Error(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString()));
        return reader.ReadUInt32() == Mark && issues.Count > 0 ? issues : throw new EndOfStreamException();
    }

    private static int Count(BinaryReader reader) => reader.ReadInt32() is >= 0 and int count ? count : throw new EndOfStreamException();

    private static float[] ReadVectors(BinaryReader reader, int count)
    {
        float[] values = ReadArray<float>(reader, count * 3);
        return Array.TrueForAll(values, float.IsFinite) ? values : throw new FormatException();
    }

    private static T[] ReadArray<T>(BinaryReader reader, int length)
        where T : unmanaged
    {
        T[] values = new T[length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
