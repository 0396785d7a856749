using System.Numerics;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Nodes for the lower jaw and the eyes, moved as the model moves them. Nothing hangs on them: they are for the reader's own skeleton.</summary>
internal sealed class BoneAnimation
{
    private static readonly (string Node, string Path)[] _channels = [("jaw", "rotation"), ("jaw", "translation"), ("eye_R", "rotation"), ("eye_L", "rotation")];

    private readonly int _times;
    private readonly int[] _outputs;

    private BoneAnimation(int times, int[] outputs) => (_times, _outputs) = (times, outputs);

    /// <summary>Names of the nodes, in order.</summary>
    public static IReadOnlyList<string> Nodes { get; } = [.. _channels.Select(channel => channel.Node).Distinct()];

    /// <summary>Puts the keys of a face into the buffer; null when the face has neither jaw nor eyes.</summary>
    /// <param name="face">The line's, or null.</param>
    /// <param name="unit">What a centimetre is in the file.</param>
    /// <param name="buffer">Receives the keys.</param>
    public static BoneAnimation? Add(FaceTrack? face, float unit, GltfBuffer buffer)
    {
        if (face?.JawTransforms is not { Count: > 0 } jaws || face.EyeRotationsDegrees is not { } eyes) return null;
        float[] times = [.. Enumerable.Range(0, jaws.Count).Select(frame => (float)face.Weights.TimeSeconds(frame))];
        float[] shifts = [.. jaws.SelectMany(jaw => new[] { jaw.M41 * unit, jaw.M42 * unit, jaw.M43 * unit })];
        return new BoneAnimation(buffer.AddScalars(times, isTime: true),
        [
            buffer.AddKeys(Rotations(jaws.Select(Quaternion.CreateFromRotationMatrix)), "VEC4"),
            buffer.AddKeys(shifts, "VEC3"),
            buffer.AddKeys(Rotations(eyes.Select(eye => Turned(eye.X, eye.Y))), "VEC4"),
            buffer.AddKeys(Rotations(eyes.Select(eye => Turned(eye.Z, eye.W))), "VEC4"),
        ]);
    }

    public static void WriteNodes(Utf8JsonWriter writer)
    {
        foreach (string node in Nodes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", node);
            writer.WriteEndObject();
        }
    }

    /// <param name="writer">Inside the list of samplers.</param>
    /// <param name="firstAccessor">Number that the buffer's first accessor has in the file.</param>
    public void WriteSamplers(Utf8JsonWriter writer, int firstAccessor = 0)
    {
        foreach (int output in _outputs) GltfWriter.WriteSampler(writer, firstAccessor + _times, firstAccessor + output);
    }

    /// <param name="writer">Inside the list of channels.</param>
    /// <param name="firstSampler">Number of the first of the samplers here.</param>
    /// <param name="firstNode">Number of the first of the nodes.</param>
    public static void WriteChannels(Utf8JsonWriter writer, int firstSampler, int firstNode)
    {
        for (int i = 0; i < _channels.Length; i++)
            GltfWriter.WriteChannel(writer, firstSampler + i, firstNode + Nodes.TakeWhile(node => node != _channels[i].Node).Count(), _channels[i].Path);
    }

    /// <summary>About the eye's own x axis first, then about the upright one, as eyes look.</summary>
    private static Quaternion Turned(float xDegrees, float yDegrees) =>
        Quaternion.CreateFromAxisAngle(Vector3.UnitY, float.DegreesToRadians(yDegrees)) * Quaternion.CreateFromAxisAngle(Vector3.UnitX, float.DegreesToRadians(xDegrees));

    private static float[] Rotations(IEnumerable<Quaternion> rotations) =>
        [.. rotations.Select(Quaternion.Normalize).SelectMany(q => new[] { q.X, q.Y, q.Z, q.W })];
}
