using System.Numerics;
using Audio2Face.Modkit.Plugins.Interchange.Head;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>The finished head, posed by weights and measured at landmarks. Millimetres.</summary>
public sealed class HeadProbe
{
    private readonly FaceGrid _grid = new(new FaceShaper(new FaceSurface()));
    private readonly Dictionary<(string Mesh, Vector3 Place), List<(HeadPrimitive Primitive, int Vertex)>> _nearest = [];

    public HeadModel Head { get; } = HeadModel.Build();

    public Vector3 ChinTip => new(0, -95, 84);

    /// <summary>Places of both lips' edges, which touch at rest, from corner to corner.</summary>
    public IEnumerable<Vector3> LipLine => Places(p => p is { Row: FaceSurface.MouthRow, Depth: 0 } && Math.Abs(p.Angle) <= FaceGrid.MouthCornerDegrees);

    public Vector3 LipMiddle => LipLine.MinBy(p => Math.Abs(p.X));

    public Vector3 LeftCorner => LipLine.MaxBy(p => p.X);

    /// <summary>Pairs of upper and lower places along the left eye's lids.</summary>
    public IEnumerable<(Vector3 Upper, Vector3 Lower)> LeftLids =>
        _grid.UpperLidEdge.Zip(_grid.LowerLidEdge, (upper, lower) => (Place(upper), Place(lower)));

    public float MouthWidth => 2 * LeftCorner.X;

    /// <summary>Where the vertices at a place of a mesh go: several where edges touch. The nearest vertex's place counts.</summary>
    public IReadOnlyList<Vector3> Posed(string meshName, Vector3 place, params (string Morph, float Weight)[] pose)
    {
        if (!_nearest.TryGetValue((meshName, place), out List<(HeadPrimitive Primitive, int Vertex)>? found))
        {
            IEnumerable<(HeadPrimitive Primitive, int Vertex)> all = Mesh(meshName).Primitives.SelectMany(p => Enumerable.Range(0, p.VertexCount).Select(i => (p, i)));
            List<(float Distance, HeadPrimitive Primitive, int Vertex)> far = [.. all.Select(v => (Vector3.Distance(At(v.Primitive.Positions, v.Vertex), place), v.Primitive, v.Vertex))];
            float nearest = far.Min(v => v.Distance);
            found = [.. far.Where(v => v.Distance < nearest + 0.02f).Select(v => (v.Primitive, v.Vertex))];
            _nearest[(meshName, place)] = found;
        }
        (int, float)[] targets = Targets(meshName, pose);
        return [.. found.Select(v => Posed(v.Primitive, v.Vertex, targets))];
    }

    /// <summary>How far one place of a mesh goes; where edges touch, the mean.</summary>
    public Vector3 Delta(string meshName, Vector3 place, params (string Morph, float Weight)[] pose)
    {
        IReadOnlyList<Vector3> after = Posed(meshName, place, pose);
        IReadOnlyList<Vector3> before = Posed(meshName, place);
        return (after.Aggregate(Vector3.Add) / after.Count) - (before.Aggregate(Vector3.Add) / before.Count);
    }

    /// <summary>Distance from the lower lip's edge up to the upper lip's at a place of the lip line.</summary>
    public float Gap(Vector3 lip, params (string Morph, float Weight)[] pose)
    {
        IReadOnlyList<Vector3> edges = Posed("Face", lip, pose);
        return edges.Max(p => p.Y) - edges.Min(p => p.Y);
    }

    /// <summary>Every vertex of a mesh, at rest and posed.</summary>
    public IEnumerable<(Vector3 Neutral, Vector3 Posed, HeadMaterial Material)> All(string meshName, params (string Morph, float Weight)[] pose)
    {
        (int, float)[] targets = Targets(meshName, pose);
        foreach (HeadPrimitive primitive in Mesh(meshName).Primitives)
        {
            for (int i = 0; i < primitive.VertexCount; i++) yield return (At(primitive.Positions, i), Posed(primitive, i, targets), primitive.Material);
        }
    }

    private HeadMesh Mesh(string name) => Head.Meshes.Single(mesh => mesh.Name == name);

    private (int Target, float Weight)[] Targets(string meshName, (string Morph, float Weight)[] pose)
    {
        List<string> names = [.. Mesh(meshName).TargetNames];
        return [.. pose.Select(p => (names.IndexOf(p.Morph), p.Weight)).Where(p => p.Item1 >= 0)];
    }

    private static Vector3 Posed(HeadPrimitive primitive, int vertex, (int Target, float Weight)[] targets)
    {
        Vector3 posed = At(primitive.Positions, vertex);
        foreach ((int target, float weight) in targets)
        {
            if (primitive.Targets[target] is { } delta) posed += weight * At(delta.Positions, vertex);
        }
        return posed;
    }

    private static Vector3 At(float[] metres, int vertex) => new Vector3(metres[3 * vertex], metres[(3 * vertex) + 1], metres[(3 * vertex) + 2]) * 1000;

    private IEnumerable<Vector3> Places(Predicate<SkinPoint> wanted) =>
        Enumerable.Range(0, _grid.Points.Count).Where(i => wanted(_grid.Points[i])).Select(Place);

    private Vector3 Place(int vertex)
    {
        Vector3d p = _grid.Part.Positions[vertex];
        return new Vector3((float)p.X, (float)p.Y, (float)p.Z);
    }
}
