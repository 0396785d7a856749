using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// Reads a <see cref="LedgerEntry"/> from one line of JSON and writes it as one. Members that are unknown are passed over, so that the
/// ledger of a newer program can be read.
/// </summary>
/// <param name="withFigures">Whether figures and text are read.</param>
internal sealed class LedgerRow(bool withFigures)
{
    private const string TimeForm = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Recipes, profiles and speakers are the same in most rows: one copy of each is enough.</summary>
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<LedgerFile> _files = [];
    private readonly List<Issue> _issues = [];
    private char[] _characters = new char[256];

    /// <summary>Adds the row with its line end.</summary>
    public static void Write(LedgerEntry entry, IBufferWriter<byte> output)
    {
        using (Utf8JsonWriter json = new(output, _writing))
        {
            json.WriteStartObject();
            json.WriteString("line", entry.Line);
            json.WriteString("state", entry.State switch { LedgerState.Placing => "placing", LedgerState.Done => "done", _ => "failed" });
            json.WriteString("time", entry.TimeUtc.ToString(TimeForm, CultureInfo.InvariantCulture));
            json.WriteString("input", entry.Input);
            json.WriteNumber("inputBytes", entry.InputBytes);
            json.WriteNumber("inputModified", entry.InputModifiedTicks);
            WriteIfGiven(json, "inputSha256", entry.InputSha256);
            WriteIfGiven(json, "recipe", entry.Recipe);
            WriteIfGiven(json, "profile", entry.Profile);
            WriteIfGiven(json, "format", entry.Format);
            WriteIfGiven(json, "speaker", entry.Speaker);
            WriteIfGiven(json, "language", entry.Language);
            WriteIfGiven(json, "text", entry.Text);
            if (entry.DurationSeconds > 0) json.WriteNumber("seconds", Math.Round(entry.DurationSeconds, 6));
            if (entry.Files.Count > 0) WriteFiles(json, entry.Files);
            if (entry.Issues.Count > 0) IssueJson.Write(json, "issues", entry.Issues);
            if (entry.Figures is { } figures)
            {
                json.WritePropertyName("figures");
                figures.Write(json);
            }
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    /// <summary>Reads a row without its line end.</summary>
    /// <exception cref="JsonException">It is not JSON, or not a row.</exception>
    public LedgerEntry Read(ReadOnlySpan<byte> row)
    {
        Utf8JsonReader json = new(row);
        string line = "", input = "", inputSha256 = "", recipe = "", profile = "", format = "";
        string? speaker = null, language = null, text = null;
        LedgerState? state = null;
        DateTime time = default;
        (long bytes, long modified, double seconds) = (0, 0, 0);
        LineFigures? figures = null;
        _files.Clear();
        _issues.Clear();
        Begin(ref json, JsonTokenType.StartObject);
        while (NextMember(ref json))
        {
            if (Is(ref json, "line"u8)) line = json.GetString() ?? "";
            else if (Is(ref json, "state"u8)) state = json.ValueTextEquals("done"u8) ? LedgerState.Done : json.ValueTextEquals("failed"u8) ? LedgerState.Failed : LedgerState.Placing;
            else if (Is(ref json, "time"u8)) time = json.GetDateTime();
            else if (Is(ref json, "input"u8)) input = json.GetString() ?? "";
            else if (Is(ref json, "inputBytes"u8)) bytes = json.GetInt64();
            else if (Is(ref json, "inputModified"u8)) modified = json.GetInt64();
            else if (Is(ref json, "inputSha256"u8)) inputSha256 = json.GetString() ?? "";
            else if (Is(ref json, "recipe"u8)) recipe = Shared(ref json);
            else if (Is(ref json, "profile"u8)) profile = Shared(ref json);
            else if (Is(ref json, "format"u8)) format = Shared(ref json);
            else if (Is(ref json, "speaker"u8)) speaker = Shared(ref json);
            else if (Is(ref json, "language"u8)) language = Shared(ref json);
            else if (withFigures && Is(ref json, "text"u8)) text = json.GetString();
            else if (Is(ref json, "seconds"u8)) seconds = json.GetDouble();
            else if (Is(ref json, "files"u8)) ReadFiles(ref json);
            else if (Is(ref json, "issues"u8)) ReadIssues(ref json);
            else if (withFigures && Is(ref json, "figures"u8)) figures = LineFigures.Read(ref json);
            else Pass(ref json);
        }
        if (line.Length == 0 || state is null) throw new JsonException();
        return new LedgerEntry
        {
            Line = line,
            State = state.Value,
            TimeUtc = time.ToUniversalTime(),
            Input = input,
            InputBytes = bytes,
            InputModifiedTicks = modified,
            InputSha256 = inputSha256,
            Recipe = recipe,
            Profile = profile,
            Format = format,
            Speaker = speaker,
            Language = language,
            Text = text,
            DurationSeconds = seconds,
            Files = [.. _files],
            Issues = [.. _issues],
            Figures = figures,
        };
    }

    private void ReadFiles(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray);
        while (NextObject(ref json))
        {
            (string name, string sha256, long length, long modified) = ("", "", 0, 0);
            while (NextMember(ref json))
            {
                if (Is(ref json, "name"u8)) name = json.GetString() ?? "";
                else if (Is(ref json, "bytes"u8)) length = json.GetInt64();
                else if (Is(ref json, "sha256"u8)) sha256 = json.GetString() ?? "";
                else if (Is(ref json, "modified"u8)) modified = json.GetInt64();
                else Pass(ref json);
            }
            _files.Add(new LedgerFile(name, length, sha256, modified));
        }
    }

    private void ReadIssues(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray);
        while (NextObject(ref json))
        {
            (string code, string place, string text, string hint) = ("", "", "", "");
            IssueSeverity severity = IssueSeverity.Warning;
            while (NextMember(ref json))
            {
                if (Is(ref json, "severity"u8)) severity = json.ValueTextEquals("error"u8) ? IssueSeverity.Error : IssueSeverity.Warning;
                else if (Is(ref json, "code"u8)) code = Shared(ref json);
                else if (Is(ref json, "place"u8)) place = json.GetString() ?? "";
                else if (Is(ref json, "text"u8)) text = Shared(ref json);
                else if (Is(ref json, "hint"u8)) hint = Shared(ref json);
                else Pass(ref json);
            }
            _issues.Add(new Issue(severity, code, place, text, hint));
        }
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<LedgerFile> files)
    {
        json.WriteStartArray("files");
        foreach (LedgerFile file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.LengthBytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("modified", file.ModifiedTicks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteIfGiven(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }

    /// <summary>Whether the member at hand has this name; the reader then stands on its value.</summary>
    private static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();

    private static void Pass(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private static void Begin(ref Utf8JsonReader json, JsonTokenType token)
    {
        json.Read();
        Expect(ref json, token);
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token)
    {
        if (json.TokenType != token) throw new JsonException();
    }

    private static bool NextMember(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private static bool NextObject(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndArray) return false;
        Expect(ref json, JsonTokenType.StartObject);
        return true;
    }

    private string Shared(ref Utf8JsonReader json)
    {
        if (json.ValueSpan.Length > _characters.Length) _characters = new char[2 * json.ValueSpan.Length];
        ReadOnlySpan<char> value = _characters.AsSpan(0, json.CopyString(_characters));
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(value, out string? found)) return found;
        string copy = value.ToString();
        _known.Add(copy);
        return copy;
    }
}
