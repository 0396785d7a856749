using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Retargeting;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Whole lines with the embedded model, a small profile and a format of our own.</summary>
public sealed class LineTests : IDisposable
{
    internal const string ProfileText = """
        schema: 1
        id: tests.two
        version: 1.2.3
        name: Two
        authors: [Tests]
        license: MIT
        target: {plugin: tests.table, api_level: 1, format: table}
        channels:
          - {name: Jaw, sources: {jawOpen: 1}}
          - {name: Wide, sources: {mouthStretchLeft: 0.5, mouthStretchRight: 0.5}, min: 0, max: 100, gain: 100}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FaceModel _model = FaceModel.Open(null, new FaceModelOptions());
    private readonly MediaReader _media = new();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(30, 1.0, 30)]
    [InlineData(60, 0.51, 31)]
    [InlineData(24, 0.02, 1)]
    public async Task Frames_are_the_duration_times_the_rate_rounded_up(double fps, double seconds, int frames)
    {
        LineResult result = await MakeAsync(Options(fps), Recordings.Write(_folder["voice.wav"], seconds, 1));
        Assert.True(result.IsDone, string.Join('\n', result.Issues));
        Assert.Equal(frames, result.FrameCount);
        Assert.Equal(frames.ToString(CultureInfo.InvariantCulture), _folder.Read("out/voice.count"));
        Assert.Equal(frames, _folder.Read("out/voice.table").Count(c => c == '\n'));
    }

    [Fact]
    public async Task Bytes_do_not_depend_on_jobs_or_culture()
    {
        string[] inputs = [.. Enumerable.Range(0, 6).Select(i => Recordings.Write(_folder[$"voice{i}.wav"], 0.7 + (0.3 * i), i))];
        Dictionary<string, string>? expected = null;
        foreach ((string culture, int jobs) in new[] { ("", 1), ("de-DE", 2), ("tr-TR", 8), ("ar-SA", 1) })
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            CultureInfo? threads = CultureInfo.DefaultThreadCurrentCulture;
            try
            {
                CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(culture);
                string output = _folder[$"out-{culture}-{jobs}"];
                Line[] lines = [.. inputs.Select(input => new Line(input, new OutputTarget(output, Path.GetFileNameWithoutExtension(input), ".table")))];
                LineAnimator animator = new(_media, _model, Options(30) with { Emotions = new Dictionary<string, float> { ["joy"] = 0.5f } });
                List<string> order = [];
                await foreach (LineResult result in LineRunner.RunAsync(animator, lines, jobs, null, CancellationToken.None)) order.Add(result.Line.InputPath);
                Assert.Equal(inputs, order);
                Dictionary<string, string> contents = Directory.GetFiles(output).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
                Assert.Equal(18, contents.Count);
                expected ??= contents;
                Assert.Equal(expected, contents);
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
                CultureInfo.DefaultThreadCurrentCulture = threads;
            }
        }
    }

    [Fact]
    public async Task The_record_says_where_the_animation_comes_from()
    {
        await MakeAsync(Options(30) with { Seed = 7, Expressiveness = 0.7f }, Recordings.Write(_folder["voice.wav"], 0.5, 1));
        using JsonDocument record = JsonDocument.Parse(_folder.Read("out/voice.table.provenance.json"));
        JsonElement root = record.RootElement;
        Assert.Equal("synthetic animation", root.GetProperty("origin").GetString());
        Assert.Equal("voice.wav", root.GetProperty("input").GetProperty("name").GetString());
        Assert.Equal(64, root.GetProperty("input").GetProperty("sha256").GetString()!.Length);
        Assert.Equal(_model.Info.Sha256, root.GetProperty("model").GetProperty("sha256").GetString());
        Assert.Equal("1.2.3", root.GetProperty("profile").GetProperty("version").GetString());
        Assert.Equal("""{"id":"tests.table","version":"9.8.7","licence":"0BSD","sha256":"50ca1e"}""", Compact(root.GetProperty("plugin")));
        Assert.Equal(15, root.GetProperty("frames").GetInt32());
        Assert.Equal(7, root.GetProperty("seed").GetInt32());
        Assert.Equal("0.7", root.GetProperty("expressiveness").GetRawText());
        Assert.Equal(["voice.table", "voice.count"], root.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()));
        Assert.True(ProvenanceRecord.IsRecord(_folder["out/voice.table.provenance.json"]));
        Assert.DoesNotContain(_folder.Path, _folder.Read("out/voice.table.provenance.json"), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("Bob", "Bob")]
    [InlineData(null, "Ann")]
    public async Task The_record_names_the_face_of_a_model_with_several_and_no_extras_that_it_does_not_take(string? asked, string shown)
    {
        using FaceModel model = FaceModel.Open(TestPaths.RequireShared("golden", "tiny-bundles", "tiny-diffusion"), new FaceModelOptions { Identity = asked });
        Line line = MakeLine(Recordings.Write(_folder["voice.wav"], 0.5, 1));
        LineResult result = await new LineAnimator(_media, model, Options(30)).AnimateAsync(line, new LineHooks(), CancellationToken.None);
        Assert.True(result.IsDone, string.Join('\n', result.Issues));
        using JsonDocument record = JsonDocument.Parse(_folder.Read("out/voice.table.provenance.json"));
        Assert.Equal(shown, record.RootElement.GetProperty("model").GetProperty("identity").GetString());
        Assert.False(record.RootElement.GetProperty("faceExtras").GetBoolean());
    }

    [Fact]
    public async Task A_record_of_ours_follows_its_files_without_backup()
    {
        string input = Recordings.Write(_folder["voice.wav"], 0.5, 1);
        await MakeAsync(Options(30), input);
        LineResult again = await MakeAsync(Options(30) with { Tool = "another version" }, input);
        Assert.Equal([OutputChange.Unchanged, OutputChange.Unchanged, OutputChange.Replaced], again.Files.Select(file => file.Change));
        Assert.DoesNotContain(Directory.GetFiles(_folder["out"]), path => path.EndsWith(".bak", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_bad_line_never_stops_the_others()
    {
        Line[] lines =
        [
            MakeLine(_folder["gone.wav"]), MakeLine(Recordings.Write(_folder["good.wav"], 0.5, 1)), MakeLine(_folder.Write("broken.wav", "RIFF")),
        ];
        List<LineResult> results = [];
        await foreach (LineResult result in LineRunner.RunAsync(new LineAnimator(_media, _model, Options(30)), lines, 2, null, CancellationToken.None)) results.Add(result);
        Assert.Equal([false, true, false], results.Select(result => result.IsDone));
        Assert.All([results[0], results[2]], result => Assert.StartsWith("MED", result.Issues[0].Code, StringComparison.Ordinal));
        Assert.Equal(3, Directory.GetFiles(_folder["out"]).Length);
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_half_written()
    {
        using CancellationTokenSource cancel = new();
        LineOptions options = Options(30) with { Format = new TableFormat { Interrupt = _ => cancel.Cancel() } };
        Line[] lines = [.. Enumerable.Range(0, 4).Select(i => MakeLine(Recordings.Write(_folder[$"voice{i}.wav"], 0.5, i)))];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (LineResult _ in LineRunner.RunAsync(new LineAnimator(_media, _model, options), lines, 1, null, cancel.Token))
            {
            }
        });
        Assert.Empty(Directory.GetFileSystemEntries(_folder["out"]));
    }

    [Fact]
    public async Task A_recording_that_vanishes_meanwhile_is_an_issue()
    {
        string input = Recordings.Write(_folder["voice.wav"], 0.5, 1);
        LineHooks hooks = new() { ReportSeconds = _ => File.Delete(input) };
        LineResult result = await new LineAnimator(_media, _model, Options(30)).AnimateAsync(MakeLine(input), hooks, CancellationToken.None);
        Assert.Equal("OUT16", result.Issues[0].Code);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task Progress_adds_up_to_the_sound()
    {
        Line[] lines = [MakeLine(Recordings.Write(_folder["a.wav"], 2.5, 1)), MakeLine(Recordings.Write(_folder["b.wav"], 1.5, 2))];
        Collector progress = new();
        await foreach (LineResult _ in LineRunner.RunAsync(new LineAnimator(_media, _model, Options(30)), lines, 2, progress, CancellationToken.None))
        {
        }
        Assert.Equal(4.0, progress.Last.AudioSeconds, 9);
        Assert.Equal(2, progress.Last.FinishedLines);
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private LineOptions Options(double fps) => new()
    {
        Profile = ProfileReader.Read(ProfileText, "two.a2fprofile.yaml").Profile!,
        Format = new TableFormat(),
        Plugin = new PluginStatus("tests.table", "Table", "9.8.7", PluginState.Ready, "", ["table"]) { Origin = PluginOrigin.ThirdParty, License = "0BSD", Sha256 = "50ca1e" },
        FrameRateFps = fps,
        Tool = "tests",
    };

    private Line MakeLine(string input) => new(input, new OutputTarget(_folder["out"], Path.GetFileNameWithoutExtension(input), ".table"));

    private Task<LineResult> MakeAsync(LineOptions options, string input) =>
        new LineAnimator(_media, _model, options).AnimateAsync(MakeLine(input), new LineHooks(), CancellationToken.None);

    private sealed class Collector : IProgress<LineProgress>
    {
        public LineProgress Last { get; private set; }

        public void Report(LineProgress value) => Last = value;
    }
}
