using System.Globalization;
using System.Numerics;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>A head whose morphs are known, and copies of it whose names tell nothing, as other modellers might have made it.</summary>
/// <param name="Meshes">The head.</param>
/// <param name="Truth">The ARKit channel of every morph by its name; none for morphs that are like no channel.</param>
internal sealed record TestFace(IReadOnlyList<FaceMesh> Meshes, IReadOnlyDictionary<string, string> Truth)
{
    /// <summary>A head with ARKit names.</summary>
    public static TestFace Named(IReadOnlyList<FaceMesh> meshes) =>
        new(meshes, Names(meshes).Where(ArkitChannels.Face.Contains).ToDictionary(name => name, StringComparer.Ordinal));

    /// <summary>Of the morphs for which something is proposed: those it is right for.</summary>
    public (int Right, int Proposed, int Known) Count(RigProposal proposal)
    {
        ChannelProposal[] proposed = [.. proposal.Channels.Where(channel => channel.Sources.Count > 0)];
        return (proposed.Count(IsRight), proposed.Length, Truth.Count);
    }

    public bool IsRight(ChannelProposal channel) =>
        channel.Sources is [{ Weight: 1 } source] && Truth.TryGetValue(channel.Channel, out string? name) && name == source.Name;

    /// <summary>Calls the morphs shape_00 and so on, in another order.</summary>
    public TestFace Nameless(Random random)
    {
        string[] names = [.. Names(Meshes)];
        random.Shuffle(names);
        Dictionary<string, string> shown = names.Index().ToDictionary(pair => pair.Item, pair => string.Create(CultureInfo.InvariantCulture, $"shape_{pair.Index:00}"), StringComparer.Ordinal);
        return new TestFace(
            [.. Meshes.Select(mesh => With(mesh, mesh.Positions, mesh.Morphs.Select(morph => morph with { Name = shown[morph.Name] }).OrderBy(morph => morph.Name, StringComparer.Ordinal)))],
            Truth.ToDictionary(pair => shown[pair.Key], pair => pair.Value, StringComparer.Ordinal));
    }

    /// <summary>Turns, scales and moves the head.</summary>
    public TestFace Placed(Matrix4x4 place) => this with
    {
        Meshes = [.. Meshes.Select(mesh => With(mesh, Each(mesh.Positions, p => Vector3.Transform(p, place)),
            mesh.Morphs.Select(morph => morph with { Deltas = Each(morph.Deltas, d => Vector3.TransformNormal(d, place)) })))],
    };

    /// <summary>Any turn, any unit, any place.</summary>
    public TestFace PlacedAnywhere(Random random)
    {
        float Turn() => (float)(random.NextDouble() * 2 * Math.PI);
        float scale = MathF.Pow(10, (4 * random.NextSingle()) - 2);
        return Placed(Matrix4x4.CreateFromYawPitchRoll(Turn(), Turn(), Turn()) * Matrix4x4.CreateScale(scale) * Matrix4x4.CreateTranslation(scale * new Vector3(Number(random, 50), Number(random, 50), Number(random, 50))));
    }

    /// <summary>Leaves some morphs out, on both sides.</summary>
    public TestFace Lacking(Random random, int kept)
    {
        string[] names = [.. Truth.Keys];
        random.Shuffle(names);
        HashSet<string> left = [];
        foreach (string name in names.TakeWhile(_ => left.Count < kept)) left.UnionWith([name, ArkitChannels.Mirror(name)]);
        return new TestFace([.. Meshes.Select(mesh => With(mesh, mesh.Positions, mesh.Morphs.Where(morph => left.Contains(morph.Name))))],
            Truth.Where(pair => left.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Another person's head: other proportions, smoothly.</summary>
    public TestFace Reshaped(Random random, float amount)
    {
        Vector3 axes = new(1 + Number(random, amount), 1 + Number(random, amount), 1 + Number(random, amount));
        float[] all = [.. Meshes.SelectMany(mesh => mesh.Positions)];
        float size = all.Max() - all.Min();
        Vector3 wave = new(Number(random, 1), Number(random, 1), Number(random, 1)), phase = new(random.NextSingle(), random.NextSingle(), random.NextSingle());
        Vector3 Warp(Vector3 p)
        {
            Vector3 angle = ((p / size) + phase) * 2 * MathF.PI;
            return (p * axes) + (wave * amount * size / (2 * MathF.PI) * new Vector3(MathF.Sin(angle.Y), MathF.Sin(angle.Z), MathF.Sin(angle.Y)));
        }
        return this with
        {
            Meshes = [.. Meshes.Select(mesh => With(mesh, Each(mesh.Positions, Warp), mesh.Morphs.Select(morph =>
            {
                float[] moved = [.. mesh.Positions.Zip(morph.Deltas, (p, d) => p + d)];
                float[] rest = Each(mesh.Positions, Warp);
                return morph with { Deltas = [.. Each(moved, Warp).Zip(rest, (m, r) => m - r)] };
            })))],
        };
    }

    /// <summary>Another sculptor's morphs: each stronger or weaker, with a share of some other one, alike on both sides and in all meshes.</summary>
    public TestFace Resculpted(Random random, float strength, float mixed)
    {
        string[] names = [.. Truth.Keys.Order(StringComparer.Ordinal)];
        Dictionary<string, (float Gain, string Other, float Share)> changes = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            string other = names[random.Next(names.Length)];
            if (changes.ContainsKey(name)) continue;
            changes[name] = (MathF.Exp(Number(random, strength)), other, random.NextSingle() * mixed);
            changes[ArkitChannels.Mirror(name)] = changes[name] with { Other = ArkitChannels.Mirror(other) };
        }
        return this with
        {
            Meshes = [.. Meshes.Select(mesh =>
            {
                Dictionary<string, float[]> deltas = mesh.Morphs.ToDictionary(morph => morph.Name, morph => morph.Deltas, StringComparer.Ordinal);
                return With(mesh, mesh.Positions, mesh.Morphs.Select(morph => !changes.TryGetValue(morph.Name, out (float Gain, string Other, float Share) change) ? morph
                    : morph with { Deltas = [.. morph.Deltas.Zip(deltas.GetValueOrDefault(change.Other) ?? morph.Deltas, (own, other) => change.Gain * (own + (change.Share * other)))] }));
            })],
        };
    }

    /// <summary>Adds morphs that are like no channel: three channels at once, as visemes and moods are.</summary>
    public TestFace WithStrangers(Random random, int count)
    {
        string[] names = [.. Truth.Keys.Order(StringComparer.Ordinal)];
        List<string[]> parts = [];
        for (int i = 0; i < count; i++) parts.Add([.. Enumerable.Range(0, 3).Select(_ => names[random.Next(names.Length)])]);
        return this with
        {
            Meshes = [.. Meshes.Select(mesh => With(mesh, mesh.Positions, mesh.Morphs.Concat(parts.Select((part, i) => new MorphTarget(string.Create(CultureInfo.InvariantCulture, $"stranger{i}"),
                [.. Enumerable.Range(0, mesh.Positions.Length).Select(k => mesh.Morphs.Where(morph => part.Contains(morph.Name)).Sum(morph => 0.6f * morph.Deltas[k]))])))))],
        };
    }

    /// <summary>No face at all: a ball with dents and bumps all over.</summary>
    public static TestFace Ball(Random random, int morphs)
    {
        const int rings = 30, segments = 40;
        List<Vector3> points = [];
        List<int> triangles = [];
        for (int ring = 0; ring <= rings; ring++)
        {
            for (int segment = 0; segment < segments; segment++)
            {
                double down = Math.PI * ring / rings, round = 2 * Math.PI * segment / segments;
                points.Add(new((float)(Math.Sin(down) * Math.Cos(round)), (float)Math.Cos(down), (float)(Math.Sin(down) * Math.Sin(round))));
                if (ring == rings) continue;
                int a = (ring * segments) + segment, b = (ring * segments) + ((segment + 1) % segments);
                triangles.AddRange([a, b, a + segments, b, b + segments, a + segments]);
            }
        }
        List<MorphTarget> bumps = [];
        for (int i = 0; i < morphs; i++)
        {
            Vector3 centre = points[random.Next(points.Count)], direction = new(Number(random, 0.3f), Number(random, 0.3f), Number(random, 0.3f));
            float width = 0.1f + (0.4f * random.NextSingle());
            bumps.Add(new MorphTarget(string.Create(CultureInfo.InvariantCulture, $"bump{i}"), [.. points.SelectMany(point =>
            {
                Vector3 by = direction * MathF.Exp(-Vector3.DistanceSquared(point, centre) / (2 * width * width));
                return (float[])[by.X, by.Y, by.Z];
            })]));
        }
        FaceMesh ball = new() { Name = "Ball", Positions = [.. points.SelectMany(point => (float[])[point.X, point.Y, point.Z])], Triangles = [.. triangles], Morphs = bumps };
        return new TestFace([ball], new Dictionary<string, string>());
    }

    private static IEnumerable<string> Names(IReadOnlyList<FaceMesh> meshes) => meshes.SelectMany(mesh => mesh.Morphs).Select(morph => morph.Name).Distinct(StringComparer.Ordinal);

    private static FaceMesh With(FaceMesh mesh, float[] positions, IEnumerable<MorphTarget> morphs) =>
        new() { Name = mesh.Name, Positions = positions, Triangles = mesh.Triangles, Morphs = [.. morphs] };

    private static float[] Each(float[] vectors, Func<Vector3, Vector3> change)
    {
        float[] changed = new float[vectors.Length];
        for (int i = 0; i + 2 < vectors.Length; i += 3) change(new Vector3(vectors.AsSpan(i, 3))).CopyTo(changed.AsSpan(i));
        return changed;
    }

    /// <summary>Between -most and most.</summary>
    private static float Number(Random random, float most) => ((2 * random.NextSingle()) - 1) * most;
}
