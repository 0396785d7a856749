using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Adds a line's curves to a file whose sliders are known. Every other node stays as it is, but for the counts in Definitions.</summary>
internal static class FbxAnimation
{
    // Straight lines between keys, as Blender marks them.
    private const int LinearKeys = 0x6104;

    // High enough to meet few ids of others, low enough for programs that keep 32 bits.
    private const long FirstId = 1_000_000_000;

    /// <param name="document">The file.</param>
    /// <param name="curves">Rate and number of frames.</param>
    /// <param name="line">The line's name.</param>
    /// <param name="moved">By slider its id and its weights, one a frame.</param>
    public static FbxDocument AddTo(FbxDocument document, CurveTable curves, LineInfo line, IReadOnlyList<(long Channel, float[] Weights)> moved)
    {
        IEnumerator<long> ids = FreeIds(document).GetEnumerator();
        long[] times = new long[curves.FrameCount];
        for (int frame = 0; frame < times.Length; frame++) times[frame] = (long)Math.Round(frame * (double)FbxFormat.UnitsPerSecond / curves.FrameRateFps);
        long stack = Next(ids), layer = Next(ids), stop = times[^1];
        List<FbxNode> objects =
        [
            Object(FbxFormat.Stack, stack, line.Name, "AnimStack").Holding(FbxNode.Of("Properties70").Holding(Time("LocalStop", stop), Time("ReferenceStop", stop))),
            Object(FbxFormat.Layer, layer, line.Name, "AnimLayer"),
        ];
        List<FbxNode> connections = [Connect(layer, stack)];
        foreach ((long channel, float[] weights) in moved)
        {
            long node = Next(ids), curve = Next(ids);
            objects.Add(Object(FbxFormat.CurveNode, node, FbxFormat.Percent, "AnimCurveNode").Holding(FbxNode.Of("Properties70").Holding(
                FbxNode.Of("P", FbxFormat.PercentCurve, "Number", "", "A", 0.0))));
            objects.Add(Object(FbxFormat.Curve, curve, "", "AnimCurve").Holding(
                FbxNode.Of("Default", 0.0),
                FbxNode.Of("KeyVer", 4008),
                FbxNode.Of("KeyTime", times),
                FbxNode.Of("KeyValueFloat", Array.ConvertAll(weights, weight => weight * FbxFormat.FullPercent)),
                FbxNode.Of("KeyAttrFlags", new[] { LinearKeys }),
                FbxNode.Of("KeyAttrDataFloat", new float[4]),
                FbxNode.Of("KeyAttrRefCount", new[] { times.Length })));
            connections.AddRange([Connect(node, layer), Connect(node, channel, FbxFormat.Percent), Connect(curve, node, FbxFormat.PercentCurve)]);
        }
        FbxNode take = FbxNode.Of("Take", line.Name).Holding(FbxNode.Of("FileName", line.Name + ".tak"), FbxNode.Of("LocalTime", 0L, stop), FbxNode.Of("ReferenceTime", 0L, stop));
        return document
            .With(Definitions(document.Find("Definitions"), [(FbxFormat.Stack, 1), (FbxFormat.Layer, 1), (FbxFormat.CurveNode, moved.Count), (FbxFormat.Curve, moved.Count)]))
            .With(document.Find("Objects").Adding(objects))
            .With(document.Find("Connections").Adding(connections))
            .With(document.Find("Takes").Adding([take]));
    }

    /// <summary>An object's node without content.</summary>
    public static FbxNode Object(string type, long id, string name, string @class, string subclass = "") => FbxNode.Of(type, id, $"{name}\0\u0001{@class}", subclass);

    /// <summary>Joins a child to its parent, or to a property of it.</summary>
    public static FbxNode Connect(long child, long parent, string? property = null) =>
        property is null ? FbxNode.Of("C", "OO", child, parent) : FbxNode.Of("C", "OP", child, parent, property);

    private static FbxNode Time(string name, long units) => FbxNode.Of("P", name, "KTime", "Time", "", units);

    private static long Next(IEnumerator<long> ids)
    {
        ids.MoveNext();
        return ids.Current;
    }

    private static IEnumerable<long> FreeIds(FbxDocument document)
    {
        HashSet<long> taken = [];
        foreach (FbxNode node in document.Find("Objects").Children.Concat(document.Find("Documents").Children))
        {
            if (new FbxProperties(node, "").NextInteger() is { } id) taken.Add(id);
        }
        for (long id = FirstId; ; id++)
        {
            if (!taken.Contains(id)) yield return id;
        }
    }

    /// <summary>Raises the counts of objects: of all, and by type.</summary>
    private static FbxNode Definitions(FbxNode definitions, (string Type, int Count)[] added)
    {
        List<FbxNode> children = [];
        HashSet<string> counted = new(StringComparer.Ordinal);
        foreach (FbxNode child in definitions.Children)
        {
            string? type = child.Name == "ObjectType" ? new FbxProperties(child, "").NextText() : null;
            int more = child.Name == "Count" ? added.Sum(item => item.Count) : added.FirstOrDefault(item => item.Type == type).Count;
            if (type is not null) counted.Add(type);
            children.Add(more == 0 ? child : child.Name == "Count" ? Raised(child, more) : child with { Children = [.. child.Children.Select(part => part.Name == "Count" ? Raised(part, more) : part)] });
        }
        foreach ((string type, int count) in added)
        {
            if (!counted.Contains(type)) children.Add(FbxNode.Of("ObjectType", type).Holding(FbxNode.Of("Count", count)));
        }
        return definitions with { Children = children, HasEnd = true };
    }

    private static FbxNode Raised(FbxNode count, int more) => FbxNode.Of("Count", (int)((new FbxProperties(count, "").NextInteger() ?? 0) + more));
}
