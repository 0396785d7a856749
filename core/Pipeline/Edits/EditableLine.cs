using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A line that was made and can be edited: what the record beside its main file tells.</summary>
public sealed record EditableLine
{
    /// <summary>Full path of the main file.</summary>
    public required string MainPath { get; init; }

    /// <summary>SHA-256 of the recording it was made from.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>Length of the animation in seconds.</summary>
    public required double LengthSeconds { get; init; }

    /// <summary>Hash of each of the rig's channels before hand edits, in the rig's order (see <see cref="CurveHashes"/>).</summary>
    public required IReadOnlyList<(string Channel, string Hash)> Curves { get; init; }

    /// <summary>SHA-256 of the edits it was made with, or null.</summary>
    public string? AppliedEditsSha256 { get; init; }

    /// <summary>Full path of its file of edits, there or not.</summary>
    public string EditsPath => MainPath + LineEdits.FileSuffix;

    /// <summary>Names of the rig's channels.</summary>
    public IEnumerable<string> Channels => Curves.Select(curve => curve.Channel);

    /// <summary>Finds a line by one of its files: the animation, its record or edits, or the recording beside it.</summary>
    /// <exception cref="ModkitException">EDT05: there is no line, or more than one, or its record is broken or too old.</exception>
    public static EditableLine Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        foreach (string suffix in (string[])[ProvenanceRecord.FileSuffix, LineEdits.FileSuffix])
        {
            if (path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) path = path[..^suffix.Length];
        }
        path = Path.GetFullPath(path);
        string name = Path.GetFileName(path);
        if (File.Exists(path + ProvenanceRecord.FileSuffix)) return Read(path);
        List<string> mainPaths = FindMainPaths(path);
        return mainPaths.Count switch
        {
            1 => Read(mainPaths[0]),
            0 => throw new ModkitException(EditIssues.NoLine(name, "there is no provenance record beside it, which tells what an edit is about")),
            _ => throw new ModkitException(EditIssues.NoLine(name, $"it belongs to several animations: {string.Join(", ", mainPaths.Select(main => Path.GetFileName(main)))}")),
        };
    }

    /// <summary>The hash of a channel, or null when the rig has none of the name.</summary>
    public string? HashOf(string channel) => Curves.FirstOrDefault(curve => curve.Channel == channel).Hash;

    /// <summary>Main files in a file's folder whose record names it, as recording or as one of several outputs.</summary>
    private static List<string> FindMainPaths(string path)
    {
        string folder = Path.GetDirectoryName(path)!, name = Path.GetFileName(path);
        if (!Directory.Exists(folder)) return [];
        List<string> mainPaths = [];
        string stem = Path.GetFileNameWithoutExtension(name);
        foreach (string record in Directory.EnumerateFiles(folder, "*" + ProvenanceRecord.FileSuffix).Order(StringComparer.Ordinal))
        {
            if (!Path.GetFileName(record).StartsWith(stem, StringComparison.OrdinalIgnoreCase)) continue;
            using JsonDocument document = Load(record, name);
            JsonElement root = document.RootElement;
            bool isInput = root.GetProperty("input").GetProperty("name").GetString() == name;
            if (isInput || root.GetProperty("outputs").EnumerateArray().Any(output => output.GetProperty("name").GetString() == name))
                mainPaths.Add(record[..^ProvenanceRecord.FileSuffix.Length]);
        }
        return mainPaths;
    }

    private static EditableLine Read(string mainPath)
    {
        string name = Path.GetFileName(mainPath);
        using JsonDocument document = Load(mainPath + ProvenanceRecord.FileSuffix, name);
        JsonElement root = document.RootElement;
        try
        {
            if (!root.TryGetProperty("curves", out JsonElement curves))
                throw new ModkitException(EditIssues.NoLine(name, "its provenance record was written by an older version of this program"));
            return new EditableLine
            {
                MainPath = mainPath,
                InputSha256 = root.GetProperty("input").GetProperty("sha256").GetString()!,
                LengthSeconds = root.GetProperty("frames").GetInt32() / root.GetProperty("framesPerSecond").GetDouble(),
                Curves = [.. curves.EnumerateObject().Select(curve => (curve.Name, curve.Value.GetString()!))],
                AppliedEditsSha256 = root.TryGetProperty("edits", out JsonElement edits) ? edits.GetProperty("sha256").GetString() : null,
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ModkitException(EditIssues.NoLine(name, "its provenance record is damaged"), exception);
        }
    }

    private static JsonDocument Load(string recordPath, string name)
    {
        try
        {
            using FileStream stream = new(recordPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            JsonDocument document = JsonDocument.Parse(stream);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("input", out _) && document.RootElement.TryGetProperty("outputs", out _)) return document;
            document.Dispose();
            throw new ModkitException(EditIssues.NoLine(name, "its provenance record is damaged"));
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is JsonException)
        {
            throw new ModkitException(EditIssues.NoLine(name, "its provenance record cannot be read"), exception);
        }
    }
}
