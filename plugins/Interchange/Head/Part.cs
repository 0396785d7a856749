namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>A mesh under construction: vertices with a mirror partner each, and triangles sorted into materials and regions.</summary>
internal sealed class Part(string name)
{
    private readonly List<Vector3d> _positions = [];
    private readonly List<int> _mirror = [];

    public string Name { get; } = name;

    public IReadOnlyList<Vector3d> Positions => _positions;

    /// <summary>For each vertex the one on the other side, itself on the middle plane, or -1 where the part is not symmetric.</summary>
    public IReadOnlyList<int> Mirror => _mirror;

    public List<PartTriangle> Triangles { get; } = [];

    public int Add(Vector3d position)
    {
        _positions.Add(position);
        _mirror.Add(-1);
        return _positions.Count - 1;
    }

    public void Move(int vertex, Vector3d position) => _positions[vertex] = position;

    /// <summary>Makes two vertices partners (or one its own) and the right one the exact mirror image of the left.</summary>
    public void Pair(int left, int right)
    {
        _mirror[left] = right;
        _mirror[right] = left;
        if (left == right) _positions[left] = _positions[left] with { X = 0 };
        else _positions[right] = _positions[left].Mirrored;
    }

    /// <summary>Two triangles, corners counter-clockwise seen from outside.</summary>
    public void Quad(int a, int b, int c, int d, HeadMaterial material, int region = 0)
    {
        Triangle(a, b, c, material, region);
        Triangle(a, c, d, material, region);
    }

    public void Triangle(int a, int b, int c, HeadMaterial material, int region = 0)
    {
        if (a != b && b != c && c != a) Triangles.Add(new PartTriangle(a, b, c, material, region));
    }

    /// <summary>Adds the mirror image of everything built so far, which lies on the character's left, as a region of its own.</summary>
    public void MirrorAll()
    {
        int vertices = _positions.Count;
        int triangles = Triangles.Count;
        for (int i = 0; i < vertices; i++) Pair(i, Add(Vector3d.Zero));
        for (int i = 0; i < triangles; i++)
        {
            PartTriangle t = Triangles[i];
            Triangles.Add(t with { A = _mirror[t.A], B = _mirror[t.C], C = _mirror[t.B], Region = t.Region + 1 });
        }
    }
}

/// <summary>Three corners, a colour, and the region whose morphs it shares.</summary>
internal readonly record struct PartTriangle(int A, int B, int C, HeadMaterial Material, int Region);
