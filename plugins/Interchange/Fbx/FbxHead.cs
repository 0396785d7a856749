using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Head;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Our head as a file of its own, in centimetres, Y up, looking along +Z.</summary>
internal sealed class FbxHead
{
    private readonly List<FbxNode> _objects = [];
    private readonly List<FbxNode> _connections = [];
    private readonly List<(long Channel, string Morph)> _shapes = [];
    private readonly Dictionary<HeadMaterial, long> _materials = [];
    private long _lastId;

    public static FbxDocument Animate(HeadModel head, MorphCurves morphs, CurveTable curves, LineInfo line)
    {
        FbxHead scene = new();
        foreach (HeadMesh mesh in head.Meshes) scene.Add(mesh);
        FbxDocument document = new(FbxFormat.Version, scene.TopNodes(line, curves.FrameRateFps), FbxWriter.FooterId);
        return FbxAnimation.AddTo(document, curves, line,
            [.. scene._shapes.Select(shape => (shape.Channel, (float[])[.. Enumerable.Range(0, curves.FrameCount).Select(frame => morphs.Weight(frame, shape.Morph))]))]);
    }

    private void Add(HeadMesh mesh)
    {
        long geometry = AddObject(FbxFormat.Geometry, mesh.Name, "Geometry", "Mesh", GeometryOf(mesh));
        long model = AddObject(FbxFormat.Model, mesh.Name, "Model", "Mesh",
            FbxNode.Of("Version", 232), FbxNode.Of("Properties70").Holding(), FbxNode.Of("Shading", true), FbxNode.Of("Culling", "CullingOff"));
        _connections.AddRange([FbxAnimation.Connect(model, 0), FbxAnimation.Connect(geometry, model)]);
        // A polygon's material is its place among those joined to the model.
        foreach (HeadMaterial material in Materials(mesh)) _connections.Add(FbxAnimation.Connect(MaterialId(material), model));
        if (mesh.TargetNames.Count == 0) return;
        long deformer = AddObject(FbxFormat.Deformer, mesh.Name, "Deformer", FbxFormat.BlendShape, FbxNode.Of("Version", 101));
        _connections.Add(FbxAnimation.Connect(deformer, geometry));
        for (int target = 0; target < mesh.TargetNames.Count; target++)
        {
            string name = mesh.TargetNames[target];
            long shape = AddObject(FbxFormat.Geometry, name, "Geometry", "Shape", ShapeOf(mesh, target));
            long channel = AddObject(FbxFormat.Deformer, name, "SubDeformer", FbxFormat.BlendShapeChannel,
                FbxNode.Of("Version", 100), FbxNode.Of(FbxFormat.Percent, 0.0), FbxNode.Of("FullWeights", new double[] { FbxFormat.FullPercent }));
            _connections.AddRange([FbxAnimation.Connect(channel, deformer), FbxAnimation.Connect(shape, channel)]);
            _shapes.Add((channel, name));
        }
    }

    private long AddObject(string type, string name, string @class, string subclass, params FbxNode[] content)
    {
        long id = ++_lastId;
        _objects.Add(FbxAnimation.Object(type, id, name, @class, subclass).Holding(content));
        return id;
    }

    private static HeadMaterial[] Materials(HeadMesh mesh) => [.. mesh.Primitives.Select(primitive => primitive.Material).Distinct()];

    private long MaterialId(HeadMaterial material)
    {
        if (_materials.TryGetValue(material, out long known)) return known;
        long id = AddObject(FbxFormat.Material, material.Name, "Material", "",
            FbxNode.Of("Version", 102), FbxNode.Of("ShadingModel", "phong"), FbxNode.Of("MultiLayer", 0),
            FbxNode.Of("Properties70").Holding(FbxNode.Of("P", "DiffuseColor", "Color", "", "A", Shown(material.Red), Shown(material.Green), Shown(material.Blue))));
        _materials.Add(material, id);
        return id;
    }

    /// <summary>Linear light as a value for screens.</summary>
    private static double Shown(float linear) => Math.Round(Math.Pow(linear, 1 / 2.2), 3);

    /// <summary>All primitives of a mesh one after the other.</summary>
    private static FbxNode[] GeometryOf(HeadMesh mesh)
    {
        HeadMaterial[] materials = Materials(mesh);
        List<double> vertices = [], normals = [];
        List<int> corners = [], materialOfTriangle = [];
        foreach (HeadPrimitive primitive in mesh.Primitives)
        {
            int first = vertices.Count / 3;
            vertices.AddRange(primitive.Positions.Select(Centimetres));
            normals.AddRange(primitive.Normals.Select(part => (double)part));
            corners.AddRange(primitive.Indices.Select(index => first + index));
            materialOfTriangle.AddRange(Enumerable.Repeat(Array.IndexOf(materials, primitive.Material), primitive.Indices.Length / 3));
        }
        return
        [
            FbxNode.Of("Properties70").Holding(),
            FbxNode.Of("GeometryVersion", 124),
            FbxNode.Of("Vertices", vertices.ToArray()),
            // The last corner of a polygon is told by its bits turned over.
            FbxNode.Of("PolygonVertexIndex", corners.Select((vertex, i) => i % 3 == 2 ? ~vertex : vertex).ToArray()),
            LayerElement("LayerElementNormal", "ByPolygonVertex", FbxNode.Of("Normals", normals.ToArray()), FbxNode.Of("NormalsIndex", corners.ToArray())),
            LayerElement("LayerElementMaterial", "ByPolygon", FbxNode.Of("Materials", materialOfTriangle.ToArray())),
            FbxNode.Of("Layer", 0).Holding(FbxNode.Of("Version", 100), Use("LayerElementNormal"), Use("LayerElementMaterial")),
        ];
    }

    private static FbxNode LayerElement(string name, string mapping, params FbxNode[] data) => FbxNode.Of(name, 0).Holding(
    [
        FbxNode.Of("Version", 101), FbxNode.Of("Name", ""), FbxNode.Of("MappingInformationType", mapping), FbxNode.Of("ReferenceInformationType", "IndexToDirect"), .. data,
    ]);

    private static FbxNode Use(string layerElement) => FbxNode.Of("LayerElement").Holding(FbxNode.Of("Type", layerElement), FbxNode.Of("TypedIndex", 0));

    /// <summary>The vertices a morph moves, and how far.</summary>
    private static FbxNode[] ShapeOf(HeadMesh mesh, int target)
    {
        List<int> indices = [];
        List<double> moves = [], turns = [];
        int first = 0;
        foreach (HeadPrimitive primitive in mesh.Primitives)
        {
            if (primitive.Targets[target] is { } delta)
            {
                for (int vertex = 0; vertex < primitive.VertexCount; vertex++)
                {
                    if (delta.Positions.AsSpan(3 * vertex, 3).IndexOfAnyExcept(0f) < 0) continue;
                    indices.Add(first + vertex);
                    for (int axis = 3 * vertex; axis < (3 * vertex) + 3; axis++)
                    {
                        moves.Add(Centimetres(delta.Positions[axis]));
                        turns.Add(delta.Normals?[axis] ?? 0);
                    }
                }
            }
            first += primitive.VertexCount;
        }
        return [FbxNode.Of("Version", 100), FbxNode.Of("Indexes", indices.ToArray()), FbxNode.Of("Vertices", moves.ToArray()), FbxNode.Of("Normals", turns.ToArray())];
    }

    /// <summary>Our head stands on steps of 10 micrometres.</summary>
    private static double Centimetres(float metres) => Math.Round(metres * 100.0, 3);

    private FbxNode[] TopNodes(LineInfo line, double rateFps)
    {
        long scene = ++_lastId;
        return
        [
            FbxNode.Of("FBXHeaderExtension").Holding(FbxNode.Of("FBXHeaderVersion", 1003), FbxNode.Of("FBXVersion", FbxFormat.Version), FbxNode.Of("Creator", line.Generator + ", synthetic facial animation")),
            FbxNode.Of("FileId", FbxWriter.FileId),
            FbxNode.Of("CreationTime", FbxWriter.CreationTime),
            FbxNode.Of("Creator", line.Generator),
            FbxNode.Of("GlobalSettings").Holding(FbxNode.Of("Version", 1000), FbxNode.Of("Properties70").Holding(Settings(rateFps))),
            FbxNode.Of("Documents").Holding(FbxNode.Of("Count", 1), FbxNode.Of("Document", scene, "", "Scene").Holding(
                FbxNode.Of("Properties70").Holding(FbxNode.Of("P", "ActiveAnimStackName", "KString", "", "", line.Name)), FbxNode.Of("RootNode", 0L))),
            FbxNode.Of("References").Holding(),
            FbxNode.Of("Definitions").Holding(
            [
                FbxNode.Of("Version", 100), FbxNode.Of("Count", 1 + _objects.Count), Definition("GlobalSettings", 1),
                .. _objects.GroupBy(item => item.Name).Select(group => Definition(group.Key, group.Count())),
            ]),
            FbxNode.Of("Objects").Holding(_objects),
            FbxNode.Of("Connections").Holding(_connections),
            FbxNode.Of("Takes").Holding(FbxNode.Of("Current", line.Name)),
        ];
    }

    private static FbxNode Definition(string type, int count) => FbxNode.Of("ObjectType", type).Holding(FbxNode.Of("Count", count));

    private static FbxNode[] Settings(double rateFps)
    {
        const int customRate = 14;
        int mode = rateFps switch { 120 => 1, 100 => 2, 60 => 3, 50 => 4, 48 => 5, 30 => 6, 25 => 10, 24 => 11, _ => customRate };
        return
        [
            Axis("UpAxis", 1), Axis("UpAxisSign", 1), Axis("FrontAxis", 2), Axis("FrontAxisSign", 1), Axis("CoordAxis", 0), Axis("CoordAxisSign", 1),
            FbxNode.Of("P", "UnitScaleFactor", "double", "Number", "", 1.0),
            FbxNode.Of("P", "TimeMode", "enum", "", "", mode),
            FbxNode.Of("P", "CustomFrameRate", "double", "Number", "", mode == customRate ? rateFps : -1.0),
        ];

        static FbxNode Axis(string name, int value) => FbxNode.Of("P", name, "int", "Integer", "", value);
    }
}
