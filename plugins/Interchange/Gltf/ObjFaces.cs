using System.Buffers.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>The faces of a Wavefront .obj file, cut into triangles; its vertices only count.</summary>
internal static class ObjFaces
{
    /// <summary>Reads the faces of meshes whose vertices follow each other in the file.</summary>
    /// <param name="file">The file. It may have the first mesh alone, or all.</param>
    /// <param name="vertexCounts">Vertices of each mesh.</param>
    /// <returns>Three indices a triangle for each mesh, counted from its own first vertex; empty for a mesh that the file does not have.</returns>
    /// <exception cref="ModkitException">FMT76: another number of vertices, or a face that is none.</exception>
    public static uint[][] Read(NamedFile file, IReadOnlyList<int> vertexCounts)
    {
        if (!file.Name.EndsWith(".obj", StringComparison.OrdinalIgnoreCase)) throw new ModkitException(GltfIssues.BadFaces(file.Name, "Faces are read from .obj files alone."));
        List<uint> triangles = [];
        List<uint> corners = [];
        int vertices = 0, line = 0;
        ReadOnlySpan<byte> text = file.Bytes.Span;
        while (!text.IsEmpty)
        {
            line++;
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> row = (end < 0 ? text : text[..end]).Trim(" \t\r"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (row.StartsWith("v "u8) || row.StartsWith("v\t"u8)) vertices++;
            if (!row.StartsWith("f "u8) && !row.StartsWith("f\t"u8)) continue;
            ReadCorners(row[2..], vertices, corners, FormattableString.Invariant($"{file.Name}:{line}"));
            for (int i = 2; i < corners.Count; i++) triangles.AddRange([corners[0], corners[i - 1], corners[i]]);
        }
        return Divide(file.Name, triangles, vertices, vertexCounts);
    }

    private static void ReadCorners(ReadOnlySpan<byte> row, int vertices, List<uint> corners, string place)
    {
        corners.Clear();
        while (!(row = row.TrimStart(" \t"u8)).IsEmpty)
        {
            int length = row.IndexOfAny((byte)' ', (byte)'\t');
            ReadOnlySpan<byte> corner = length < 0 ? row : row[..length];
            row = row[corner.Length..];
            // Below 0: counted back from the vertex before the face.
            if (!Utf8Parser.TryParse(corner, out long index, out int used) || (used < corner.Length && corner[used] != '/') || index == 0 || Math.Abs(index) > vertices)
                throw new ModkitException(GltfIssues.BadFaces(place, "A corner of the face is no vertex of the file."));
            corners.Add((uint)(index > 0 ? index - 1 : vertices + index));
        }
        if (corners.Count < 3) throw new ModkitException(GltfIssues.BadFaces(place, "The face has fewer than three corners."));
    }

    private static uint[][] Divide(string file, List<uint> triangles, int vertices, IReadOnlyList<int> vertexCounts)
    {
        int all = vertexCounts.Sum();
        if (vertices != all && vertices != vertexCounts[0])
        {
            throw new ModkitException(GltfIssues.BadFaces(file,
                FormattableString.Invariant($"The file has {vertices} vertices, the model's skin {vertexCounts[0]} and skin and tongue together {all}.")));
        }
        List<uint>[] parts = [.. vertexCounts.Select(_ => new List<uint>())];
        for (int i = 0; i < triangles.Count; i += 3)
        {
            int mesh = 0;
            uint first = 0;
            while (triangles[i] >= first + vertexCounts[mesh]) first += (uint)vertexCounts[mesh++];
            for (int c = i; c < i + 3; c++)
            {
                if (triangles[c] < first || triangles[c] >= first + vertexCounts[mesh])
                    throw new ModkitException(GltfIssues.BadFaces(file, "A face has corners of the skin and of the tongue."));
                parts[mesh].Add(triangles[c] - first);
            }
        }
        return [.. parts.Select(part => part.ToArray())];
    }
}
