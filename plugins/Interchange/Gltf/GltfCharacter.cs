using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Appends a line as one more animation to the user's own file. Everything that was there stays as it was.</summary>
internal sealed class GltfCharacter
{
    private readonly GltfDocument _document;
    private readonly CurveTable _curves;
    private readonly string _lineName;
    private readonly GltfBuffer _buffer = new();

    // Node numbers, and which sampler moves each.
    private readonly List<(int Node, int Sampler)> _channels = [];
    private readonly List<int> _outputs = [];

    private GltfCharacter(GltfDocument document, CurveTable curves, string lineName)
    {
        _document = document;
        _curves = curves;
        _lineName = lineName;
    }

    /// <exception cref="ModkitException">FMT61, FMT64 to FMT67, FMT71, FMT72: the track or the file does not do.</exception>
    public static void Write(Stream file, NamedFile character, RigTrack track, LineInfo line)
    {
        TargetMatcher matcher = new(track, line.Name);
        using GltfDocument document = GltfDocument.Open(new MemoryStream(character.Bytes.ToArray()), character.Name);
        GltfCharacter animated = new(document, track.Curves, line.Name);
        animated.RequireEmbedded();
        animated.AddChannels(matcher, character.Name);
        animated.Write(file);
    }

    /// <summary>A file that leans on others would lose them: the output lies elsewhere.</summary>
    private void RequireEmbedded()
    {
        foreach (GltfElement buffer in _document.Root.Items("buffers"))
        {
            if (buffer.Text("uri") is { } uri && !uri.StartsWith("data:", StringComparison.Ordinal)) throw new ModkitException(GltfIssues.NotEmbedded(buffer.Place));
        }
    }

    private void AddChannels(TargetMatcher matcher, string fileName)
    {
        float[] times = new float[_curves.FrameCount];
        for (int frame = 0; frame < times.Length; frame++) times[frame] = (float)(frame / _curves.FrameRateFps);
        _buffer.AddScalars(times, isTime: true);
        IReadOnlyList<GltfElement> nodes = _document.Root.Items("nodes"), meshes = _document.Root.Items("meshes");
        Dictionary<int, int> samplerOfMesh = [];
        string? unmatched = null;
        bool hasTargets = false;
        for (int node = 0; node < nodes.Count; node++)
        {
            if (nodes[node].Find("mesh") is null) continue;
            int mesh = nodes[node].Integer("mesh");
            if (mesh >= meshes.Count) throw nodes[node].Broken("The node shows a mesh that is not there.");
            hasTargets |= GltfReader.TargetCount(meshes[mesh]) > 0;
            if (!samplerOfMesh.TryGetValue(mesh, out int sampler))
            {
                string[] names = GltfReader.TargetNames(meshes[mesh]);
                int[] columns = Array.ConvertAll(names, matcher.ColumnOf);
                unmatched ??= names.FirstOrDefault();
                sampler = Array.TrueForAll(columns, column => column < 0) ? -1 : _outputs.Count;
                samplerOfMesh.Add(mesh, sampler);
                if (sampler >= 0) _outputs.Add(_buffer.AddScalars(Weights(columns, Rest(meshes[mesh], names.Length)), isTime: false));
            }
            if (sampler >= 0) _channels.Add((node, sampler));
        }
        if (_channels.Count > 0) return;
        throw new ModkitException(unmatched is null ? GltfIssues.NoNamedMorphs(fileName, hasTargets) : GltfIssues.NoMorphOfTrack(fileName, unmatched, _curves.Channels));
    }

    /// <summary>Weights of a mesh at rest, which morphs without a curve keep.</summary>
    private static float[] Rest(GltfElement mesh, int count)
    {
        IReadOnlyList<GltfElement> weights = mesh.Items("weights");
        float[] rest = new float[count];
        for (int i = 0; i < Math.Min(count, weights.Count); i++)
        {
            if (weights[i].Json.ValueKind != JsonValueKind.Number || !weights[i].Json.TryGetSingle(out rest[i]) || !float.IsFinite(rest[i])) throw weights[i].Broken("This is not a finite number.");
        }
        return rest;
    }

    private float[] Weights(int[] columns, float[] rest)
    {
        float[] weights = new float[_curves.FrameCount * columns.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            int column = columns[i % columns.Length];
            weights[i] = column < 0 ? rest[i % columns.Length] : _curves[i / columns.Length, column];
        }
        return weights;
    }

    private void Write(Stream file)
    {
        using MemoryStream keys = new();
        _buffer.WriteTo(keys);
        ReadOnlyMemory<byte> added = keys.GetBuffer().AsMemory(0, (int)keys.Length);
        // With a binary chunk the keys go to its end; a file of text has its data inside as text, and gets the keys the same way.
        ReadOnlyMemory<byte>? binary = _document.Root.Items("buffers") is [var first, ..] && first.Find("uri") is null ? _document.Binary : null;
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) WriteJson(writer, binary, added);
        if (binary is not { } before)
        {
            Glb.Write(file, json.WrittenSpan, 0, _ => { });
            return;
        }
        Glb.Write(file, json.WrittenSpan, before.Length + Padding(before.Length) + added.Length, stream =>
        {
            stream.Write(before.Span);
            stream.Write("\0\0\0"u8[..Padding(before.Length)]);
            stream.Write(added.Span);
        });
    }

    private static int Padding(int bytes) => -bytes & 3;

    private void WriteJson(Utf8JsonWriter writer, ReadOnlyMemory<byte>? binary, ReadOnlyMemory<byte> added)
    {
        string[] changed = ["accessors", "bufferViews", "buffers", "animations"];
        writer.WriteStartObject();
        foreach (JsonProperty property in _document.Root.Json.EnumerateObject())
        {
            if (!changed.Contains(property.Name)) property.WriteTo(writer);
        }
        int firstAccessor = _document.Root.Items("accessors").Count, view = _document.Root.Items("bufferViews").Count;
        WriteList(writer, "accessors", null, () =>
        {
            foreach (GltfAccessor accessor in _buffer.Accessors) GltfWriter.WriteAccessor(writer, accessor with { View = view });
        });
        WriteList(writer, "bufferViews", null, () =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("buffer", binary is null ? _document.Root.Items("buffers").Count : 0);
            if (binary is { } before) writer.WriteNumber("byteOffset", before.Length + Padding(before.Length));
            writer.WriteNumber("byteLength", added.Length);
            writer.WriteEndObject();
        });
        WriteList(writer, "buffers", binary is { } chunk ? chunk.Length + Padding(chunk.Length) + added.Length : null, () =>
        {
            if (binary is not null) return;
            writer.WriteStartObject();
            writer.WriteNumber("byteLength", added.Length);
            writer.WriteString("uri", "data:application/octet-stream;base64," + Convert.ToBase64String(added.Span));
            writer.WriteEndObject();
        });
        WriteList(writer, "animations", null, () => WriteAnimation(writer, firstAccessor));
        writer.WriteEndObject();
    }

    /// <summary>A top-level list with what it had and what is new; <paramref name="firstBytes"/> is the new length of its first item.</summary>
    private void WriteList(Utf8JsonWriter writer, string name, int? firstBytes, Action writeNew)
    {
        writer.WriteStartArray(name);
        foreach (GltfElement item in _document.Root.Items(name))
        {
            if (firstBytes is not { } bytes)
            {
                item.Json.WriteTo(writer);
                continue;
            }
            writer.WriteStartObject();
            foreach (JsonProperty property in item.Json.EnumerateObject())
            {
                if (property.NameEquals("byteLength")) writer.WriteNumber("byteLength", bytes);
                else property.WriteTo(writer);
            }
            writer.WriteEndObject();
            firstBytes = null;
        }
        writeNew();
        writer.WriteEndArray();
    }

    private void WriteAnimation(Utf8JsonWriter writer, int firstAccessor)
    {
        writer.WriteStartObject();
        writer.WriteString("name", _lineName);
        writer.WriteStartArray("samplers");
        foreach (int output in _outputs)
        {
            writer.WriteStartObject();
            writer.WriteNumber("input", firstAccessor);
            writer.WriteString("interpolation", "LINEAR");
            writer.WriteNumber("output", firstAccessor + output);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("channels");
        foreach ((int node, int sampler) in _channels)
        {
            writer.WriteStartObject();
            writer.WriteNumber("sampler", sampler);
            writer.WriteStartObject("target");
            writer.WriteNumber("node", node);
            writer.WriteString("path", "weights");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartObject("extras");
        writer.WriteBoolean("synthetic", true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
