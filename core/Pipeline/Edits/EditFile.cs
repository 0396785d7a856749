using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The form of a file of hand edits: JSON that a person can read and mend.</summary>
public static class EditFile
{
    private const string Kind = "audio2face-modkit-edits";
    private const int SchemaNumber = 1, LongestText = 1_000;

    private static readonly string[] _rootMembers = ["record", "schema", "edits"];
    private static readonly string[] _editMembers = ["channel", "kind", "from", "to", "value", "keys", "curve", "fade", "note", "input", "base"];

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="name">Its name without folder, for messages.</param>
    /// <exception cref="ModkitException">EDT01 it is broken, EDT10 it holds too many edits.</exception>
    public static IReadOnlyList<CurveEdit> Read(ReadOnlyMemory<byte> utf8, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            JsonElement root = document.RootElement;
            RequireMembers(root, _rootMembers, "the file");
            if (Member(root, "record", JsonValueKind.String).GetString() != Kind) throw new FormatException("it is not a file of hand edits");
            if (Number(root, "schema") != SchemaNumber) throw new FormatException("it is of another version of this program");
            JsonElement edits = Member(root, "edits", JsonValueKind.Array);
            if (edits.GetArrayLength() > Limits.EditsOfLine) throw new ModkitException(EditIssues.TooMany(name));
            List<CurveEdit> read = [];
            foreach (JsonElement edit in edits.EnumerateArray()) read.Add(ReadEdit(edit, FormattableString.Invariant($"edit {read.Count + 1}")));
            return read;
        }
        catch (JsonException exception)
        {
            throw new ModkitException(EditIssues.Broken(name, FormattableString.Invariant($"it is not JSON (line {exception.LineNumber + 1})")), exception);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is not Unicode.
            throw new ModkitException(EditIssues.Broken(name, exception is FormatException ? exception.Message : "it holds text that is not Unicode"), exception);
        }
    }

    /// <summary>Writes a file: the same edits give the same bytes.</summary>
    public static byte[] Write(IReadOnlyList<CurveEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }))
        {
            json.WriteStartObject();
            json.WriteString("record", Kind);
            json.WriteNumber("schema", SchemaNumber);
            json.WriteStartArray("edits");
            foreach (CurveEdit edit in edits) Write(json, edit);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>The word of a kind, as files and commands have it.</summary>
    public static string WordOf(EditKind kind) => kind switch { EditKind.Offset => "offset", EditKind.Replace => "replace", _ => "lock" };

    private static CurveEdit ReadEdit(JsonElement element, string place)
    {
        RequireMembers(element, _editMembers, place);
        string kind = Text(element, "kind", place);
        double from = element.TryGetProperty("from", out _) ? Number(element, "from", place) : 0;
        double? to = element.TryGetProperty("to", out _) ? Number(element, "to", place) : null;
        double fade = element.TryGetProperty("fade", out _) ? Number(element, "fade", place) : 0;
        if (!(from >= 0 && (to is null || to > from) && fade >= 0)) throw new FormatException($"{place} does not end after it begins, or begins or fades before 0");
        string curve = element.TryGetProperty("curve", out _) ? Text(element, "curve", place) : "linear";
        return new CurveEdit
        {
            Channel = Text(element, "channel", place),
            Kind = kind switch { "offset" => EditKind.Offset, "replace" => EditKind.Replace, "lock" => EditKind.Lock, _ => throw new FormatException($"{place} is neither 'offset' nor 'replace' nor 'lock'") },
            FromSeconds = from,
            ToSeconds = to,
            Keys = ReadKeys(element, from, place),
            IsSmooth = curve switch { "smooth" => true, "linear" => false, _ => throw new FormatException($"the curve of {place} is neither 'linear' nor 'smooth'") },
            FadeSeconds = fade,
            Note = element.TryGetProperty("note", out _) ? Text(element, "note", place) : null,
            InputSha256 = Text(element, "input", place),
            Base = Text(element, "base", place),
        };
    }

    private static List<CurveKey> ReadKeys(JsonElement element, double from, string place)
    {
        bool hasKeys = element.TryGetProperty("keys", out _);
        if (hasKeys == element.TryGetProperty("value", out _)) throw new FormatException($"{place} has not exactly one of 'value' and 'keys'");
        if (!hasKeys) return [new CurveKey(from, (float)Number(element, "value", place))];
        List<CurveKey> read = [];
        foreach (JsonElement key in Member(element, "keys", JsonValueKind.Array, place).EnumerateArray())
        {
            if (key.ValueKind != JsonValueKind.Array || key.GetArrayLength() != 2) throw new FormatException($"a key of {place} is not [time, value]");
            double time = Finite(key[0], place);
            if (read.Count > 0 && !(time > read[^1].TimeSeconds)) throw new FormatException($"the keys of {place} do not ascend in time");
            read.Add(new CurveKey(time, (float)Finite(key[1], place)));
        }
        return read.Count > 0 ? read : throw new FormatException($"{place} has no key");
    }

    private static void Write(Utf8JsonWriter json, CurveEdit edit)
    {
        json.WriteStartObject();
        json.WriteString("channel", edit.Channel);
        json.WriteString("kind", WordOf(edit.Kind));
        json.WriteNumber("from", edit.FromSeconds);
        if (edit.ToSeconds is { } to) json.WriteNumber("to", to);
        if (edit.Keys.Count == 1)
        {
            json.WriteNumber("value", edit.Keys[0].Value);
        }
        else
        {
            json.WritePropertyName("keys");
            // On one line: a person reads past it.
            json.WriteRawValue($"[{string.Join(", ", edit.Keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"[{Math.Round(key.TimeSeconds, 5)}, {MathF.Round(key.Value, 6)}]")))}]");
            if (edit.IsSmooth) json.WriteString("curve", "smooth");
        }
        json.WriteNumber("fade", edit.FadeSeconds);
        if (edit.Note is not null) json.WriteString("note", edit.Note);
        json.WriteString("input", edit.InputSha256);
        json.WriteString("base", edit.Base);
        json.WriteEndObject();
    }

    private static void RequireMembers(JsonElement element, string[] known, string place)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{place} is not an object");
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (known.Contains(member.Name)) continue;
            string near = NearestName.Find(member.Name, known) is { } name ? $"; did you mean '{name}'?" : "";
            throw new FormatException($"{place} has a member '{Printable(member.Name)}'{near}");
        }
    }

    private static JsonElement Member(JsonElement element, string name, JsonValueKind kind, string place = "the file") =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : throw new FormatException($"'{name}' of {place} is missing or of another kind");

    private static string Text(JsonElement element, string name, string place)
    {
        string text = Member(element, name, JsonValueKind.String, place).GetString()!;
        return text.Length is > 0 and <= LongestText && !text.Any(char.IsControl) ? text : throw new FormatException($"'{name}' of {place} is empty, too long or not printable");
    }

    private static double Number(JsonElement element, string name, string place = "the file") => Finite(Member(element, name, JsonValueKind.Number, place), place);

    private static double Finite(JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && Math.Abs(number) <= 1e6 ? number : throw new FormatException($"a number of {place} is none, or beyond a million");

    private static string Printable(string text) => new([.. text.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
}
