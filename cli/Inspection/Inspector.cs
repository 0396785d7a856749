using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Commands;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Meshes;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>Finds out what a file is, and says what is in it.</summary>
internal sealed class Inspector(Workbench bench)
{

    private Terminal Terminal => bench.Terminal;

    /// <summary>Describes one file or model folder.</summary>
    /// <exception cref="ModkitException">USE09, or what its reader finds wrong.</exception>
    public async Task InspectAsync(string path, CancellationToken cancellation)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (Directory.Exists(path)) ModelsCommand.DescribeFolder(Terminal, path, withCard: false);
        else if (name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) ModelsCommand.DescribeFolder(Terminal, Path.GetDirectoryName(Path.GetFullPath(path))!, withCard: false);
        else if (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) ProfileShowCommand.Show(bench, path);
        else if (!File.Exists(path)) throw new ModkitException(UsageIssues.UnknownFile(path));
        else if (name.EndsWith(".fuz", StringComparison.OrdinalIgnoreCase)) await InspectFuzAsync(path, cancellation);
        else if (RecordingFinder.IsRecordingName(path)) await InspectMediaAsync(path, cancellation);
        else if (ProvenanceRecord.IsRecord(path)) InspectProvenance(path);
        else if (MeshReader.Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)) await InspectCharacterAsync(path, cancellation);
        else if (AnimationFile.HasAnimationName(bench.Plugins, path)) InspectAnimation(path);
        else await InspectMediaAsync(path, cancellation);
    }

    private void InspectAnimation(string path)
    {
        (IReadableFormat format, RigTrack track) = AnimationFile.Read(bench.Plugins, path);
        AnimationReport.Write(Terminal, path, format, track);
    }

    /// <summary>Such a file is both: a voice and what the lips do to it.</summary>
    private async Task InspectFuzAsync(string path, CancellationToken cancellation)
    {
        if (AnimationFile.FindReader(bench.Plugins, path) is { } format) AnimationReport.Write(Terminal, path, format, AnimationFile.Read(format, path));
        await InspectMediaAsync(path, cancellation);
    }

    /// <summary>Such a file may hold a character, its animation, or both; and an animation is told even where the library for meshes is missing.</summary>
    private async Task InspectCharacterAsync(string path, CancellationToken cancellation)
    {
        IReadOnlyList<FaceMesh> meshes = [];
        RigTrack? track = null;
        ModkitException? failure = null;
        try
        {
            meshes = await bench.Meshes.ReadAllAsync(path, cancellation);
        }
        catch (ModkitException exception)
        {
            failure = exception;
        }
        IReadableFormat? format = AnimationFile.FindReader(bench.Plugins, path);
        try
        {
            if (format is not null) track = AnimationFile.Read(format, path);
        }
        catch (ModkitException exception)
        {
            failure ??= exception;
        }
        if (meshes.Count == 0 && track is null) throw failure ?? new ModkitException(UsageIssues.UnknownFile(path));
        if (meshes.Count > 0) MeshReport.Write(Terminal, path, meshes);
        if (track is not null) AnimationReport.Write(Terminal, path, format!, track);
    }

    private async Task InspectMediaAsync(string path, CancellationToken cancellation)
    {
        MediaInfo info = await bench.Media.ProbeAsync(path, cancellation);
        AudioClip clip = await bench.Media.ReadClipAsync(path, new MediaOptions(), cancellation);
        MediaReport.Write(Terminal, path, info, clip);
    }

    private void InspectProvenance(string path)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException)
        {
            throw new ModkitException(UsageIssues.UnknownFile(path));
        }
        using (document)
        {
            if (Terminal.IsJson)
            {
                Terminal.Event("provenance", json =>
                {
                    json.WriteString("file", path);
                    json.WritePropertyName("content");
                    document.RootElement.WriteTo(json);
                });
                return;
            }
            Terminal.Result($"{Path.GetFileName(path)}: provenance record");
            foreach (JsonProperty member in document.RootElement.EnumerateObject()) Terminal.Result($"  {member.Name,-16} {OneLine(member.Value)}");
        }
    }

    /// <summary>A value as text, nested members separated by commas.</summary>
    private static string OneLine(JsonElement value)
    {
        StringBuilder text = new();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.AppendJoin(", ", value.EnumerateObject().Select(member => $"{member.Name} {OneLine(member.Value)}"));
                break;
            case JsonValueKind.Array:
                text.AppendJoin("; ", value.EnumerateArray().Select(OneLine));
                break;
            default:
                text.Append(value.ToString());
                break;
        }
        return text.ToString();
    }
}
