using System.Globalization;
using System.Numerics;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>What is in a character file: its meshes, and what their morph targets move.</summary>
internal static class MeshReport
{
    public static void Write(Terminal terminal, string path, IReadOnlyList<FaceMesh> meshes)
    {
        if (terminal.IsJson)
        {
            foreach (FaceMesh mesh in meshes) WriteEvent(terminal, path, mesh);
            return;
        }
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: meshes {meshes.Count}, morph targets {meshes.Sum(mesh => mesh.Morphs.Count)}, vertices at one place that move alike count once"));
        TextTable table = new("  MESH", "VERTICES", "TRIANGLES", "MORPHS");
        foreach (FaceMesh mesh in meshes) table.Add("  " + Shown(mesh.Name), Text(mesh.VertexCount), Text(mesh.Triangles.Length / 3), Text(mesh.Morphs.Count));
        terminal.Result(table);
        if (meshes.All(mesh => mesh.Morphs.Count == 0)) return;
        terminal.Result();
        TextTable morphs = new("  MORPH", "MESH", "VERTICES", "FURTHEST");
        foreach (FaceMesh mesh in meshes)
        {
            foreach (MorphTarget morph in mesh.Morphs)
            {
                (int moved, float furthest) = Measure(morph);
                morphs.Add("  " + Shown(morph.Name), Shown(mesh.Name), Text(moved), furthest.ToString("G4", CultureInfo.InvariantCulture));
            }
        }
        terminal.Result(morphs);
    }

    private static void WriteEvent(Terminal terminal, string path, FaceMesh mesh) => terminal.Event("mesh", json =>
    {
        json.WriteString("file", path);
        json.WriteString("name", mesh.Name);
        json.WriteNumber("vertices", mesh.VertexCount);
        json.WriteNumber("triangles", mesh.Triangles.Length / 3);
        json.WriteStartArray("morphs");
        foreach (MorphTarget morph in mesh.Morphs)
        {
            (int moved, float furthest) = Measure(morph);
            json.WriteStartObject();
            json.WriteString("name", morph.Name);
            json.WriteNumber("vertices", moved);
            json.WriteRounded("furthest", furthest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>How many vertices a morph moves, and the furthest in the file's units.</summary>
    private static (int Moved, float Furthest) Measure(MorphTarget morph)
    {
        int moved = 0;
        float furthest = 0;
        for (int i = 0; i < morph.Deltas.Length; i += 3)
        {
            float length = new Vector3(morph.Deltas.AsSpan(i, 3)).Length();
            if (length > 0) moved++;
            furthest = Math.Max(furthest, length);
        }
        return (moved, furthest);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Shown(string name) => name.Length == 0 ? "(no name)" : name;
}
