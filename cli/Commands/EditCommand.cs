using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Inspection;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f edit</c>: corrections of a line by hand that every later run applies again.</summary>
internal sealed class EditCommand(Workbench bench, EditOptions options)
{
    private Terminal Terminal => bench.Terminal;

    public static Command Create(Workbench bench)
    {
        Command command = new("edit", "Correct a line by hand, so that every later run keeps the correction.");
        EditOptions options = new();
        options.AddTo(command);
        command.SetAction(new EditCommand(bench, options).Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        EditWish? wish = options.ReadWish(parsed);
        EditableLine line = EditableLine.Find(parsed.GetValue(options.File)!);
        IReadOnlyList<CurveEdit> edits = LineEdits.Find(line.EditsPath)?.Edits ?? [];
        IReadOnlyList<CurveEdit> changed = wish is not null ? LineEditor.Add(line, edits, wish, () => AnimationFile.Read(bench.Plugins, line.MainPath).Track)
            : parsed.GetValue(options.Remove) is { } number ? LineEditor.Remove(line, edits, number)
            : parsed.GetValue(options.Accept) ? LineEditor.Accept(line, edits)
            : edits;
        if (changed != edits) LineEdits.Save(line.EditsPath, changed);
        Tell(line, changed);
        return ExitCodes.Success;
    }

    private void Tell(EditableLine line, IReadOnlyList<CurveEdit> edits)
    {
        bool isApplied = line.AppliedEditsSha256 == LineEdits.Find(line.EditsPath)?.Sha256;
        TextTable table = new("NO.", "CHANNEL", "FROM", "TO", "EDIT", "FADE", "MADE FOR", "NOTE");
        for (int i = 0; i < edits.Count; i++)
        {
            CurveEdit edit = edits[i];
            int number = i + 1;
            string state = StateOf(edit, line);
            if (Terminal.IsJson) Terminal.Event("edit", json => Write(json, number, edit, state));
            else
            {
                table.Add($"{number}", edit.Channel, Seconds(edit.FromSeconds), edit.ToSeconds is { } to ? Seconds(to) : "end", Describe(edit), Seconds(edit.FadeSeconds), state, edit.Note ?? "");
            }
        }
        if (Terminal.IsJson)
        {
            Terminal.Event("edits", json =>
            {
                json.WriteString("file", line.MainPath);
                json.WriteString("edits", line.EditsPath);
                json.WriteNumber("count", edits.Count);
                json.WriteBoolean("applied", isApplied);
            });
            return;
        }
        if (edits.Count > 0) Terminal.Result(table);
        else Terminal.Say("The line has no edits.");
        if (!isApplied)
            Terminal.Say($"{Path.GetFileName(line.MainPath)} was made without {(edits.Count > 0 ? "these edits" : "knowing that")}: run the command that made it again (animate takes --overwrite for that; batch makes just this line).");
    }

    private static string StateOf(CurveEdit edit, EditableLine line) =>
        edit.InputSha256 != line.InputSha256 ? "another recording"
        : line.HashOf(edit.Channel) is not { } hash ? "another rig"
        : hash != edit.Base ? "another curve" : "this line";

    private static string Describe(CurveEdit edit)
    {
        string word = EditFile.WordOf(edit.Kind);
        if (edit.Kind == EditKind.Lock) return word;
        return edit.Keys.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{word} {edit.Keys[0].Value:0.####}")
            : string.Create(CultureInfo.InvariantCulture, $"{word} {(edit.IsSmooth ? "smooth " : "")}{string.Join(' ', edit.Keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.TimeSeconds:0.###}={key.Value:0.####}")))}");
    }

    private static string Seconds(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, int number, CurveEdit edit, string state)
    {
        json.WriteNumber("number", number);
        json.WriteString("channel", edit.Channel);
        json.WriteString("kind", EditFile.WordOf(edit.Kind));
        json.WriteNumber("fromSeconds", edit.FromSeconds);
        if (edit.ToSeconds is { } to) json.WriteNumber("toSeconds", to);
        else json.WriteNull("toSeconds");
        json.WriteStartArray("keys");
        foreach (CurveKey key in edit.Keys)
        {
            json.WriteStartObject();
            json.WriteRounded("timeSeconds", key.TimeSeconds);
            json.WriteRounded("value", key.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("smooth", edit.IsSmooth);
        json.WriteNumber("fadeSeconds", edit.FadeSeconds);
        json.WriteString("note", edit.Note);
        json.WriteString("madeFor", state);
    }
}
