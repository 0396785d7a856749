using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Turns a part and its morphs into a finished mesh: whole 10-micrometre steps, exact mirror images, normals, primitives.</summary>
internal static class MorphBaker
{
    private const double StepsPerMillimetre = 100;
    private const double MetresPerStep = 1e-5;

    // 0.05 mm, and a turn of half a degree.
    private const double LeastSteps = 5;
    private const double LeastTurn = 0.009;

    /// <param name="part">What is baked.</param>
    /// <param name="morphs">Symmetric and left movements; right ones are added.</param>
    /// <param name="turnsNormals">Whether morphs tell new normals: worth its bytes on the skin alone.</param>
    public static HeadMesh Bake(Part part, IEnumerable<Morph> morphs, bool turnsNormals = false)
    {
        Vector3d[] neutral = [.. part.Positions.Select(Rounded)];
        Symmetrise(neutral, part);
        Vector3d[] untouched = SurfaceNormals.Compute(neutral, part.Triangles);
        Vector3d[] normals = [.. untouched];
        Symmetrise(normals, part);
        for (int i = 0; i < normals.Length; i++) normals[i] = normals[i].Normalized();
        List<BakedMorph> baked = [];
        foreach (Morph morph in morphs)
        {
            Vector3d[] moved = [.. Enumerable.Range(0, neutral.Length).Select(i => Visible(Rounded(morph.Delta(i)), LeastSteps))];
            string other = ArkitChannels.Mirror(morph.Name);
            bool isSymmetric = string.Equals(other, morph.Name, StringComparison.Ordinal);
            if (isSymmetric) Symmetrise(moved, part);
            if (Array.TrueForAll(moved, d => d == Vector3d.Zero)) continue;
            Vector3d[]? turned = turnsNormals ? Turned(neutral, moved, untouched, part) : null;
            if (isSymmetric && turned is not null) Symmetrise(turned, part);
            baked.Add(new BakedMorph(morph.Name, moved, turned));
            if (!isSymmetric) baked.Add(new BakedMorph(other, Reflected(moved, part), turned is null ? null : Reflected(turned, part)));
        }
        baked.Sort((a, b) => ArkitChannels.IndexOf(a.Name).CompareTo(ArkitChannels.IndexOf(b.Name)));
        return new HeadMesh
        {
            Name = part.Name,
            TargetNames = [.. baked.Select(morph => morph.Name)],
            Primitives = [.. part.Triangles.GroupBy(t => (t.Material, t.Region)).Select(group => Primitive(group.Key.Material, [.. group], neutral, normals, baked))],
        };
    }

    private static Vector3d[] Turned(Vector3d[] neutral, Vector3d[] moved, Vector3d[] untouched, Part part)
    {
        Vector3d[] turned = SurfaceNormals.Compute([.. neutral.Zip(moved, (p, d) => p + d)], part.Triangles);
        for (int i = 0; i < turned.Length; i++) turned[i] = RoundedNormal(turned[i] - untouched[i]);
        return turned;
    }

    private static HeadPrimitive Primitive(HeadMaterial material, PartTriangle[] triangles, Vector3d[] neutral, Vector3d[] normals, List<BakedMorph> morphs)
    {
        Dictionary<int, ushort> places = [];
        List<int> used = [];
        List<ushort> indices = [];
        foreach (PartTriangle t in triangles)
        {
            foreach (int vertex in (ReadOnlySpan<int>)[t.A, t.B, t.C])
            {
                if (!places.TryGetValue(vertex, out ushort place))
                {
                    place = (ushort)used.Count;
                    places.Add(vertex, place);
                    used.Add(vertex);
                }
                indices.Add(place);
            }
        }
        return new HeadPrimitive
        {
            Material = material,
            Positions = Floats(neutral, used, MetresPerStep),
            Normals = Floats(normals, used, 1),
            Indices = [.. indices],
            Targets = [.. morphs.Select(morph => Delta(morph, used))],
        };
    }

    private static MorphDelta? Delta(BakedMorph morph, List<int> used)
    {
        if (used.TrueForAll(i => morph.Moved[i] == Vector3d.Zero && (morph.Turned is null || morph.Turned[i] == Vector3d.Zero))) return null;
        return new MorphDelta(Floats(morph.Moved, used, MetresPerStep), morph.Turned is null ? null : Floats(morph.Turned, used, 1));
    }

    private static float[] Floats(Vector3d[] vectors, List<int> used, double scale)
    {
        float[] values = new float[used.Count * 3];
        for (int i = 0; i < used.Count; i++)
        {
            Vector3d v = vectors[used[i]] * scale;
            // Adding 0 turns -0 into 0, which keeps equal places equal bytes.
            values[3 * i] = (float)(v.X + 0.0);
            values[(3 * i) + 1] = (float)(v.Y + 0.0);
            values[(3 * i) + 2] = (float)(v.Z + 0.0);
        }
        return values;
    }

    /// <summary>Whole steps of 10 micrometres: below what anyone sees, above what different machines could compute differently.</summary>
    private static Vector3d Rounded(Vector3d millimetres) => new(
        Math.Round(millimetres.X * StepsPerMillimetre), Math.Round(millimetres.Y * StepsPerMillimetre), Math.Round(millimetres.Z * StepsPerMillimetre));

    private static Vector3d RoundedNormal(Vector3d n) =>
        Visible(new(Math.Round(n.X * 2000) / 2000, Math.Round(n.Y * 2000) / 2000, Math.Round(n.Z * 2000) / 2000), LeastTurn);

    /// <summary>What nobody sees is left out, so that fewer parts of the face have to list it.</summary>
    private static Vector3d Visible(Vector3d v, double least) => v.LengthSquared < least * least ? Vector3d.Zero : v;

    private static void Symmetrise(Vector3d[] values, Part part)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int other = part.Mirror[i];
            if (other == i) values[i] = values[i] with { X = 0 };
            else if (other >= 0 && part.Positions[i].X > part.Positions[other].X) values[other] = values[i].Mirrored;
        }
    }

    private static Vector3d[] Reflected(Vector3d[] values, Part part)
    {
        Vector3d[] reflected = new Vector3d[values.Length];
        for (int i = 0; i < values.Length; i++) reflected[i] = values[part.Mirror[i]].Mirrored;
        return reflected;
    }

    private sealed record BakedMorph(string Name, Vector3d[] Moved, Vector3d[]? Turned);
}
