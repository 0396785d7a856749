using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Head;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>The head as a whole: the same everywhere, sound, symmetric, complete.</summary>
public sealed class HeadModelTests(HeadProbe probe) : IClassFixture<HeadProbe>
{
    [Fact]
    public void Two_builds_and_every_machine_give_the_same_numbers()
    {
        Assert.Equal(Hash(probe.Head), Hash(HeadModel.Build()));
        Assert.Equal("1415290a25b4da2961b87718ee59243bb64752e50eada69649948de8f7434fbe", Hash(probe.Head));
    }

    [Fact]
    public void All_68_channels_move_something_and_nothing_goes_too_far()
    {
        Dictionary<string, float> furthest = [];
        foreach (HeadMesh mesh in probe.Head.Meshes)
        {
            foreach (string name in mesh.TargetNames)
            {
                float far = probe.All(mesh.Name, (name, 1)).Max(v => Vector3.Distance(v.Neutral, v.Posed));
                Assert.True(float.IsFinite(far), $"{mesh.Name}.{name}");
                furthest[name] = Math.Max(far, furthest.GetValueOrDefault(name));
            }
        }
        Assert.Equal(ArkitChannels.All.Order(StringComparer.Ordinal), furthest.Keys.Order(StringComparer.Ordinal));
        Assert.All(furthest, morph => Assert.InRange(morph.Value, 1.5f, 60f));
    }

    [Fact]
    public void Vertices_are_numbers_and_normals_have_length_one()
    {
        foreach (HeadPrimitive primitive in probe.Head.Meshes.SelectMany(mesh => mesh.Primitives))
        {
            Assert.All(primitive.Positions, value => Assert.InRange(value, -0.2f, 0.2f));
            Assert.All(primitive.Indices, index => Assert.InRange(index, 0, primitive.VertexCount - 1));
            for (int i = 0; i < primitive.VertexCount; i++)
                Assert.Equal(1, new Vector3(primitive.Normals.AsSpan(3 * i, 3)).Length(), 4);
        }
        Assert.InRange(probe.Head.Meshes.Sum(mesh => mesh.Primitives.Sum(primitive => primitive.VertexCount)), 6_000, 20_000);
    }

    [Fact]
    public void Places_are_whole_steps_of_10_micrometres()
    {
        foreach (HeadPrimitive primitive in probe.Head.Meshes.SelectMany(mesh => mesh.Primitives))
        {
            Assert.All(primitive.Positions, value => Assert.Equal(Math.Round(value * 1e5), value * 1e5, 0.02));
        }
    }

    [Theory]
    [InlineData("Face")]
    [InlineData("Eyes")]
    [InlineData("Lashes")]
    [InlineData("Brows")]
    [InlineData("TeethUpper")]
    [InlineData("TeethLower")]
    [InlineData("Tongue")]
    [InlineData("Ears")]
    public void The_right_half_mirrors_the_left_bit_by_bit(string meshName)
    {
        HeadMesh mesh = probe.Head.Meshes.Single(m => m.Name == meshName);
        foreach (string? morph in (IEnumerable<string?>)[null, .. mesh.TargetNames])
        {
            (string, float)[] pose = morph is null ? [] : [(morph, 1)];
            (string, float)[] otherPose = morph is null ? [] : [(ArkitChannels.Mirror(morph), 1)];
            HashSet<(Vector3, Vector3)> vertices = [.. probe.All(meshName, pose).Select(v => (v.Neutral, v.Posed))];
            HashSet<(Vector3, Vector3)> mirrored = [.. probe.All(meshName, otherPose).Select(v => (Mirror(v.Neutral), Mirror(v.Posed)))];
            Assert.True(vertices.SetEquals(mirrored), $"{meshName}.{morph}");
        }
    }

    [Fact]
    public void Left_shapes_leave_the_right_half_alone()
    {
        string[] sideways = ["jawLeft", "mouthLeft"];
        string[] names = [.. ArkitChannels.Face.Where(name => name.EndsWith("Left", StringComparison.Ordinal) && !sideways.Contains(name))];
        Assert.Equal(18, names.Length);
        foreach (string name in names)
        {
            foreach (HeadMesh mesh in probe.Head.Meshes.Where(mesh => mesh.TargetNames.Contains(name)))
                Assert.All(probe.All(mesh.Name, (name, 1)).Where(v => v.Neutral.X < -8.5f), v => Assert.True(v.Neutral == v.Posed, $"{name} at {v.Neutral}"));
        }
    }

    private static Vector3 Mirror(Vector3 v) => new(0 - v.X, v.Y, v.Z);

    private static string Hash(HeadModel head)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (HeadPrimitive primitive in head.Meshes.SelectMany(mesh => mesh.Primitives))
        {
            hash.AppendData(MemoryMarshal.AsBytes(primitive.Positions.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(primitive.Normals.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(primitive.Indices.AsSpan()));
            foreach (MorphDelta? target in primitive.Targets)
            {
                if (target is null) continue;
                hash.AppendData(MemoryMarshal.AsBytes(target.Positions.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes((target.Normals ?? []).AsSpan()));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
