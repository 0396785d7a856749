using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The provenance records of a folder made one: which models, licences, profiles and plugins, which line from what, and a hash of every file.</summary>
internal sealed class JoinedProvenance
{
    private const string Kind = "audio2face-modkit-pack";
    private const int SchemaNumber = 1;

    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly List<string> _models = [], _profiles = [], _plugins = [], _tools = [], _lines = [];
    private readonly Dictionary<string, (int Line, string Sha256)> _outputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _editsOfMain = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _profileIds = new(StringComparer.Ordinal);
    private readonly List<string> _unreadable = [], _changed = [], _unrecorded = [];

    /// <summary>Lines that have a record.</summary>
    public int LineCount => _lines.Count;

    /// <summary>Records that could not be read.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>Files that are not as their record says, by <see cref="Write"/>.</summary>
    public IReadOnlyList<string> Changed => _changed;

    /// <summary>Files that no record names, by <see cref="Write"/>.</summary>
    public IReadOnlyList<string> Unrecorded => _unrecorded;

    /// <summary>SHA-256 of the edits a line was made with, by its main file's name; null for a line made without.</summary>
    public string? EditsOf(string mainName) => _editsOfMain.GetValueOrDefault(mainName);

    /// <summary>Ids of the profiles in use.</summary>
    public IReadOnlyCollection<string> ProfileIds => _profileIds;

    /// <summary>Takes a record in.</summary>
    public void Add(PackFile record)
    {
        try
        {
            using FileStream stream = new(record.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using JsonDocument document = JsonDocument.Parse(stream);
            Add(record.Name[..^ProvenanceRecord.FileSuffix.Length], document.RootElement);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            _unreadable.Add(record.Name);
        }
    }

    /// <summary>Writes the whole.</summary>
    /// <param name="options">The mod.</param>
    /// <param name="files">Its files, with their hashes.</param>
    public byte[] Write(PackOptions options, IReadOnlyList<PackFile> files)
    {
        List<string> rows = [.. files.Select(Row)];
        StringBuilder text = new("{\n");
        text.Append(Member("record", Kind)).Append(",\n  \"schema\": ").Append(SchemaNumber).Append(",\n");
        text.Append(Member("origin", "synthetic animation")).Append(",\n").Append(Member("packedBy", options.Tool)).Append(",\n").Append(Member("name", options.Name));
        foreach ((string name, string value) in ((string, string)[])[("author", options.Author), ("version", options.Version), ("website", options.Website)])
        {
            if (value.Length > 0) text.Append(",\n").Append(Member(name, value));
        }
        text.Append(",\n  \"counts\": ").Append(Object(json =>
        {
            json.WriteNumber("lines", _lines.Count);
            json.WriteNumber("files", files.Count);
            json.WriteNumber("bytes", files.Sum(file => file.LengthBytes));
            json.WriteNumber("filesWithoutRecord", _unrecorded.Count);
            json.WriteNumber("filesChangedSince", _changed.Count);
        }));
        foreach ((string name, List<string> list) in ((string, List<string>)[])[("tools", _tools), ("models", _models), ("profiles", _profiles), ("plugins", _plugins), ("lines", _lines), ("files", rows)])
        {
            text.Append(",\n  \"").Append(name).Append("\": [");
            text.AppendJoin(',', list.Select(row => "\n    " + row)).Append(list.Count > 0 ? "\n  ]" : "]");
        }
        return Encoding.UTF8.GetBytes(text.Append("\n}\n").ToString());
    }

    private void Add(string mainName, JsonElement root)
    {
        string line = Object(json =>
        {
            json.WriteString("file", mainName);
            json.WritePropertyName("input");
            root.GetProperty("input").WriteTo(json);
            json.WriteNumber("tool", IndexOf(_tools, root.GetProperty("tool")));
            json.WriteNumber("model", IndexOf(_models, root.GetProperty("model")));
            json.WriteNumber("profile", IndexOf(_profiles, root.GetProperty("profile")));
            json.WriteNumber("plugin", IndexOf(_plugins, root.GetProperty("plugin")));
            json.WriteString("format", root.GetProperty("format").GetString());
            if (!root.TryGetProperty("edits", out JsonElement edits)) return;
            json.WritePropertyName("edits");
            edits.WriteTo(json);
        });
        string folder = mainName[..(mainName.LastIndexOf('/') + 1)];
        List<(string, string)> outputs = [.. root.GetProperty("outputs").EnumerateArray().Select(output => (folder + output.GetProperty("name").GetString(), output.GetProperty("sha256").GetString()!))];
        foreach ((string name, string sha256) in outputs) _outputs[name] = (_lines.Count, sha256);
        _profileIds.Add(root.GetProperty("profile").GetProperty("id").GetString()!);
        _editsOfMain[mainName] = root.TryGetProperty("edits", out JsonElement applied) ? applied.GetProperty("sha256").GetString() : null;
        _lines.Add(line);
    }

    private string Row(PackFile file)
    {
        bool isRecorded = _outputs.TryGetValue(file.Name, out (int Line, string Sha256) output);
        bool isChanged = isRecorded && output.Sha256 != file.Sha256;
        if (!isRecorded && !file.Name.EndsWith(ProvenanceRecord.FileSuffix, StringComparison.OrdinalIgnoreCase)) _unrecorded.Add(file.Name);
        if (isChanged) _changed.Add(file.Name);
        return Object(json =>
        {
            json.WriteString("name", file.ArchiveName);
            json.WriteNumber("bytes", file.LengthBytes);
            json.WriteString("sha256", file.Sha256);
            if (isRecorded) json.WriteNumber("line", output.Line);
            if (isChanged) json.WriteBoolean("changedSince", true);
        });
    }

    /// <summary>Where an element stands in a list of those there are; added when it is new.</summary>
    private static int IndexOf(List<string> list, JsonElement element)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, _compact)) element.WriteTo(json);
        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        int index = list.IndexOf(text);
        if (index >= 0) return index;
        list.Add(text);
        return list.Count - 1;
    }

    private static string Object(Action<Utf8JsonWriter> writeMembers)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, _compact))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Member(string name, string value) => "  " + Object(json => json.WriteString(name, value))[1..^1].Replace("\":\"", "\": \"", StringComparison.Ordinal);
}
