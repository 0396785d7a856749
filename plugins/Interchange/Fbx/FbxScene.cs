namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>The objects of a file and what joins them.</summary>
internal sealed class FbxScene
{
    private readonly Dictionary<long, FbxObject> _objectOfId = [];

    public FbxScene(FbxDocument document, string file)
    {
        foreach (FbxNode node in document.Find("Objects").Children)
        {
            FbxProperties properties = new(node, file);
            if (properties.NextInteger() is not { } id) continue;
            string name = properties.NextText() ?? "";
            string subclass = properties.NextText() ?? "";
            // A name is followed by two odd letters and its class.
            int end = name.IndexOf('\0', StringComparison.Ordinal);
            FbxObject found = new(id, node.Name, end < 0 ? name : name[..end], subclass, node);
            if (_objectOfId.TryAdd(id, found)) Objects.Add(found);
        }
        foreach (FbxNode node in document.Find("Connections").Children)
        {
            FbxProperties properties = new(node, file);
            string? kind = properties.NextText();
            if (properties.NextInteger() is not { } child || properties.NextInteger() is not { } parent) continue;
            Connections.Add(new FbxConnection(child, parent, kind == "OP" ? properties.NextText() : null));
        }
    }

    /// <summary>All objects in file order.</summary>
    public List<FbxObject> Objects { get; } = [];

    /// <summary>All connections in file order.</summary>
    public List<FbxConnection> Connections { get; } = [];

    public FbxObject? Find(long id) => _objectOfId.GetValueOrDefault(id);

    /// <summary>The object of an id if it is of this type.</summary>
    public FbxObject? Find(long id, string type) => Find(id) is { } found && found.Type == type ? found : null;

    public bool IsShapeChannel(long id) => Find(id) is { IsShapeChannel: true };
}

/// <summary>An object.</summary>
/// <param name="Id">By which connections know it.</param>
/// <param name="Type">Name of its node.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Subclass">Tells deformers and geometries apart.</param>
/// <param name="Node">All of it.</param>
internal sealed record FbxObject(long Id, string Type, string Name, string Subclass, FbxNode Node)
{
    /// <summary>Whether it is the slider of one blend shape.</summary>
    public bool IsShapeChannel => Type == FbxFormat.Deformer && Subclass == FbxFormat.BlendShapeChannel;
}

/// <summary>What belongs to what.</summary>
/// <param name="Child">The id of the part.</param>
/// <param name="Parent">The id of what it belongs to; 0 is the scene.</param>
/// <param name="Property">The property of the parent that the child drives, or null.</param>
internal readonly record struct FbxConnection(long Child, long Parent, string? Property);
