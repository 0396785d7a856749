using System.Globalization;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Hand edits of whole lines: applied on every run, never dropped in silence, and never touched by a run.</summary>
public sealed class EditTests : IDisposable
{
    private const string ProfileText = LineTests.ProfileText;

    private readonly TemporaryFolder _folder = new();
    private readonly FaceModel _model = FaceModel.Open(null, new FaceModelOptions());
    private readonly MediaReader _media = new();
    private readonly string _input;

    public EditTests() => _input = Recordings.Write(_folder["voice.wav"], 2, 1);

    private OutputTarget Target => new(_folder["out"], "voice", ".table");

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Edits_change_their_channel_and_span_alone_on_every_run()
    {
        float[][] before = await MakeAsync();
        WriteEdits(
            """ "channel": "Jaw", "kind": "replace", "from": 0.5, "to": 1.5, "value": 0.75, "fade": 0.1 """,
            """ "channel": "Wide", "kind": "offset", "from": 1, "to": 1.2, "value": 25, "note": "smile" """);
        (float[][] after, LineResult result) = await MakeAsync(Options());
        Assert.Empty(EditIssuesOf(result));
        for (int frame = 0; frame < 60; frame++)
        {
            // At 30 frames a second 0.5 s is frame 15, and the fades end at 18 and begin at 42.
            if (frame is <= 15 or >= 45) Assert.Equal(before[frame][0], after[frame][0]);
            if (frame is >= 18 and <= 42) Assert.Equal(0.75f, after[frame][0]);
            Assert.Equal(before[frame][1] + (frame is >= 30 and <= 36 ? 25 : 0), after[frame][1], 1e-4f);
        }
        // A third of the way in there are 7/27 of the edit: 3x² - 2x³.
        Assert.Equal(before[16][0] + ((0.75f - before[16][0]) * 7 / 27), after[16][0], 1e-5f);
        Assert.Equal(after, await MakeAsync());
    }

    [Fact]
    public async Task Keys_run_straight_or_ease_and_a_whole_lock_holds_the_curve_whatever_the_face_does()
    {
        await MakeAsync();
        WriteEdits(
            """ "channel": "Jaw", "kind": "replace", "keys": [[0.5, 0.1], [1.5, 0.9]] """,
            """ "channel": "Wide", "kind": "replace", "keys": [[0.5, 10], [1.5, 90]], "curve": "smooth" """);
        float[][] keyed = await MakeAsync();
        Assert.Equal([0.1f, 0.1f, 0.3f, 0.5f, 0.9f, 0.9f], new[] { 0, 15, 22.5, 30, 45, 59 }.Select(frame => Between(keyed, frame, 0)), Near(1e-5f));
        // A quarter of the way eased is 5/32.
        Assert.Equal([10f, 10 + (80 * 5f / 32), 50, 90], new[] { 15, 22.5, 30, 59 }.Select(frame => Between(keyed, frame, 1)), Near(0.3f));

        string samples = string.Join(", ", Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"[{Math.Round(i / 30.0, 5)}, {(i * 0.01):0.00}]")));
        WriteEdits($""" "channel": "Jaw", "kind": "lock", "keys": [{samples}], "fade": 0.2 """);
        (float[][] locked, LineResult result) = await MakeAsync(Options(ProfileText.Replace("jawOpen: 1", "jawOpen: 0.5", StringComparison.Ordinal)));
        for (int frame = 0; frame < 60; frame++) Assert.Equal(frame * 0.01f, locked[frame][0], 1e-4f);
        Assert.Equal("EDT02", Assert.Single(EditIssuesOf(result)).Code);
    }

    [Fact]
    public async Task A_changed_base_is_said_and_edited_all_the_same_and_only_for_the_channel_that_changed()
    {
        await MakeAsync();
        WriteEdits(""" "channel": "Jaw", "kind": "replace", "from": 0.5, "to": 1.5, "value": 0.75 """, """ "channel": "Wide", "kind": "replace", "from": 0.5, "to": 1.5, "value": 7 """);
        string other = ProfileText.Replace("jawOpen: 1", "jawOpen: 0.5", StringComparison.Ordinal);
        (float[][] after, LineResult result) = await MakeAsync(Options(other));
        Assert.Equal([0.75f, 7f], after[30]);
        Issue issue = Assert.Single(EditIssuesOf(result));
        Assert.Equal("EDT02", issue.Code);
        Assert.Equal("voice.table.edits.json", issue.Place);
        Assert.Contains("1 (Jaw, 0.5 s to 1.5 s)", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_means_nothing_any_more_is_said_and_kept()
    {
        float[][] before = await MakeAsync();
        string[] edits =
        [
            """ "channel": "jaww", "kind": "replace", "from": 0.5, "to": 1.5, "value": 0.75 """,
            """ "channel": "Jaw", "kind": "replace", "from": 7, "to": 8, "value": 0.75 """,
            """ "channel": "Wide", "kind": "offset", "from": 0.5, "to": 1.5, "value": 1000 """,
        ];
        WriteEdits(edits);
        byte[] file = File.ReadAllBytes(Target.EditsPath);
        (float[][] after, LineResult result) = await MakeAsync(Options());
        Assert.Equal(before.Select(row => row[0]), after.Select(row => row[0]));
        Assert.Equal(100, after[30][1]);
        Issue[] issues = EditIssuesOf(result);
        Assert.Equal(["EDT03", "EDT03", "EDT04"], issues.Select(issue => issue.Code));
        Assert.Contains("the nearest is Jaw", issues[0].Text, StringComparison.Ordinal);
        Assert.Contains("31 frames", issues[2].Text, StringComparison.Ordinal);

        Recordings.Write(_input, 2, 9);
        (_, result) = await MakeAsync(Options());
        Assert.Equal(["EDT03", "EDT03", "EDT03"], EditIssuesOf(result).Select(issue => issue.Code));
        Assert.All(EditIssuesOf(result), issue => Assert.Contains("another recording", issue.Text, StringComparison.Ordinal));
        Assert.Equal(file, File.ReadAllBytes(Target.EditsPath));
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Target.ProvenancePath));
        Assert.Equal(0, record.RootElement.GetProperty("edits").GetProperty("applied").GetInt32());
    }

    [Fact]
    public async Task The_record_keeps_the_base_and_names_the_edits()
    {
        await MakeAsync();
        string[] hashes = Hashes();
        Assert.Equal(2, hashes.Distinct().Count());
        Assert.Null(LineEdits.HashOf(Target));
        WriteEdits(""" "channel": "Jaw", "kind": "offset", "value": 0.2 """);
        await MakeAsync();
        Assert.Equal(hashes, Hashes());
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Target.ProvenancePath));
        JsonElement edits = record.RootElement.GetProperty("edits");
        Assert.Equal("voice.table.edits.json", edits.GetProperty("name").GetString());
        Assert.Equal(FileHash.Compute(Target.EditsPath).Sha256, edits.GetProperty("sha256").GetString());
        Assert.Equal(edits.GetProperty("sha256").GetString(), LineEdits.HashOf(Target));
        Assert.Equal(1, edits.GetProperty("applied").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"record\": \"audio2face-modkit-edits\", \"schema\": 1, \"edits\": [")]
    [InlineData("{\"record\": \"audio2face-modkit-edits\", \"schema\": 2, \"edits\": []}")]
    [InlineData("{\"record\": \"audio2face-modkit-edits\", \"schema\": 1, \"edits\": [{}]}")]
    [InlineData("\"chanel\": \"Jaw\", \"kind\": \"offset\", \"value\": 1")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"offset\"")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"offset\", \"value\": 1, \"keys\": [[0, 1]]")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"scale\", \"value\": 1")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"offset\", \"value\": 1e400")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"offset\", \"value\": \"1\"")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"offset\", \"from\": 1, \"to\": 0.5, \"value\": 1")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"offset\", \"from\": -1, \"value\": 1")]
    [InlineData("\"channel\": \"Jaw\", \"channel\": \"Wide\", \"kind\": \"offset\", \"value\": 1")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"replace\", \"keys\": []")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"replace\", \"keys\": [[1, 0], [0.5, 1]]")]
    [InlineData("\"channel\": \"Jaw\", \"kind\": \"replace\", \"keys\": [[1, 0, 2]]")]
    [InlineData("\"channel\": \"\\ud800\", \"kind\": \"replace\", \"value\": 1")]
    public async Task A_broken_file_is_an_error_of_its_line_and_changes_nothing(string text)
    {
        await MakeAsync();
        byte[] before = File.ReadAllBytes(Target.MainPath);
        if (text.StartsWith('"')) WriteEdits(text);
        else _folder.Write("out/voice.table.edits.json", text);
        LineResult result = await RunAsync(Options());
        Assert.Equal("EDT01", Assert.Single(result.Issues).Code);
        Assert.False(result.IsDone);
        Assert.Equal(before, File.ReadAllBytes(Target.MainPath));
        // What is made of the line depends on the file, broken or not.
        Assert.Equal(FileHash.Compute(Target.EditsPath).Sha256, LineEdits.HashOf(Target));
    }

    [Fact]
    public void A_file_is_written_as_it_was_read()
    {
        CurveEdit[] edits =
        [
            new() { Channel = "あ", Kind = EditKind.Offset, FromSeconds = 1.2, ToSeconds = 1.5, Keys = [new CurveKey(1.2, 0.1f)], FadeSeconds = 0.05, Note = "mouth \"A\"", InputSha256 = "aa", Base = "bb" },
            new() { Channel = "Jaw", Kind = EditKind.Lock, Keys = [new CurveKey(0, 0.25f), new CurveKey(0.5, 0.123456f)], InputSha256 = "aa", Base = "bb" },
            new() { Channel = "Jaw", Kind = EditKind.Replace, Keys = [new CurveKey(0, 1), new CurveKey(1, 0)], IsSmooth = true, InputSha256 = "aa", Base = "cc" },
        ];
        byte[] file = EditFile.Write(edits);
        IReadOnlyList<CurveEdit> read = EditFile.Read(file, "x");
        Assert.Equal(file, EditFile.Write(read));
        Assert.Equal(edits.Select(edit => edit with { Keys = [] }), read.Select(edit => edit with { Keys = [] }));
        Assert.Equal(edits.SelectMany(edit => edit.Keys), read.SelectMany(edit => edit.Keys));
        Assert.Contains("\"channel\": \"あ\"", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shapes_and_keys_follow_the_edited_curves()
    {
        const string Shapes = """
              - {name: Rest, sources: {mouthClose: 0}}
              - {name: Ah, sources: {jawOpen: 1}}
              - {name: Mbp, sources: {mouth.MBP: 1}}
            """;
        string profile = ProfileText[..ProfileText.IndexOf("  - {name: Jaw", StringComparison.Ordinal)] + Shapes;
        LineOptions options = Options(profile) with { Format = new TimedFormat() };
        LineResult before = await RunAsync(options);
        Assert.True(before.IsDone, string.Join('\n', before.Issues));
        // The middle of the span shows another shape than before, and the curve of the shape has keys where the edit begins.
        string[] lines = _folder.Read("out/voice.table").Split('\n');
        WriteEdits(""" "channel": "Mbp", "kind": "replace", "from": 0.7, "to": 1.3, "value": 1 """, """ "channel": "Ah", "kind": "replace", "from": 0.7, "to": 1.3, "value": 0 """);
        LineResult after = await RunAsync(options);
        Assert.True(after.IsDone, string.Join('\n', after.Issues));
        string[] edited = _folder.Read("out/voice.table").Split('\n');
        Assert.DoesNotContain("0.700 Mbp", lines[0], StringComparison.Ordinal);
        Assert.Contains("0.700 Mbp", edited[0], StringComparison.Ordinal);
        Assert.Contains(" 20 21 39 40 ", edited[1], StringComparison.Ordinal);
    }

    private static float Between(float[][] rows, double frame, int column) => (rows[(int)Math.Floor(frame)][column] + rows[(int)Math.Ceiling(frame)][column]) / 2;

    private static Func<float, float, bool> Near(float tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;

    private static Issue[] EditIssuesOf(LineResult result) => [.. result.Issues.Where(issue => issue.Code.StartsWith("EDT", StringComparison.Ordinal))];

    private string[] Hashes()
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Target.ProvenancePath));
        return [.. record.RootElement.GetProperty("curves").EnumerateObject().Select(curve => curve.Value.GetString()!)];
    }

    /// <summary>Edits made for the line as its record says it is now, one member list each.</summary>
    private void WriteEdits(params string[] edits)
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Target.ProvenancePath));
        string input = record.RootElement.GetProperty("input").GetProperty("sha256").GetString()!;
        JsonElement curves = record.RootElement.GetProperty("curves");
        IEnumerable<string> objects = edits.Select(edit =>
        {
            JsonProperty curve = curves.EnumerateObject().FirstOrDefault(curve => edit.Contains($"\"{curve.Name}\"", StringComparison.Ordinal));
            string hash = curve.Value.ValueKind == JsonValueKind.String ? curve.Value.GetString()! : "00000000";
            return $$"""{{{edit}}, "input": "{{input}}", "base": "{{hash}}"}""";
        });
        _folder.Write("out/voice.table.edits.json", $$"""{"record": "audio2face-modkit-edits", "schema": 1, "edits": [{{string.Join(", ", objects)}}]}""");
    }

    private LineOptions Options(string profile = ProfileText) => new()
    {
        Profile = ProfileReader.Read(profile, "two.a2fprofile.yaml").Profile!,
        Format = new TableFormat(),
        Plugin = new PluginStatus("tests.table", "Table", "9.8.7", PluginState.Ready, "", ["table"]) { Origin = PluginOrigin.ThirdParty, License = "0BSD", Sha256 = "50ca1e" },
        FrameRateFps = 30,
        Overwrite = true,
        Tool = "tests",
    };

    private async Task<float[][]> MakeAsync() => (await MakeAsync(Options())).Rows;

    private async Task<(float[][] Rows, LineResult Result)> MakeAsync(LineOptions options)
    {
        LineResult result = await RunAsync(options);
        Assert.True(result.IsDone, string.Join('\n', result.Issues));
        string[] rows = _folder.Read("out/voice.table").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. rows.Select(row => row.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray())], result);
    }

    private Task<LineResult> RunAsync(LineOptions options) =>
        new LineAnimator(_media, _model, options).AnimateAsync(new Line(_input, Target), new LineHooks(), CancellationToken.None);

    /// <summary>Writes the shapes over time on one line, and the frames stored of the last channel on the next.</summary>
    private sealed class TimedFormat : IRigFormat
    {
        public FormatDescription Description { get; } = new()
        {
            Id = "table",
            Name = "Table",
            Summary = "Tests.",
            Extension = ".table",
            Shapes = new DiscreteShapes("Rest"),
            KeyTolerance = 0.01,
        };

        public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
        {
            string shapes = string.Join(", ", track.ShapeKeys!.Select(key => FormattableString.Invariant($"{key.TimeSeconds:0.000} {track.Channels[key.Shape].Name}")));
            using Stream stream = output.Create(".table");
            stream.Write(Encoding.UTF8.GetBytes($"{shapes}\n {string.Join(' ', track.KeyFrames![^1])} \n"));
            return ValueTask.CompletedTask;
        }
    }
}
