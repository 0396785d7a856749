using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Lists of recordings.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ManifestTests()
    {
        foreach (string name in (string[])["game/npc/a.wav", "game/npc/deep/b.wav", "game/c.ogg", "voices/d.wav", "game/joy.csv", "game/own.yaml"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            _folder.Write(name, "");
        }
        VoiceZip.Write(_folder, "game/v.zip", VoiceZip.OfNames("npc/e.wav", "npc/f.wav", "g.wav"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<BatchSource>> FindAsync(string file, params string[] inputs) =>
        BatchInputs.FindAsync([.. inputs.Select(input => _folder[input])], new BatchInputOptions { ManifestPath = _folder[file] }, new MediaReader(), CancellationToken.None);

    private Task<IReadOnlyList<BatchSource>> ReadAsync(string text, string file = "game/lines.csv")
    {
        VoiceZip.Write(_folder, file, Encoding.UTF8.GetBytes(text));
        return FindAsync(file);
    }

    /// <summary>Every source as one line.</summary>
    private async Task<string[]> TellAsync(string text, string file = "game/lines.csv") => [.. (await ReadAsync(text, file)).Select(Tell)];

    private string Tell(BatchSource source) => string.Join('|',
        source.Name, Path.GetRelativePath(_folder.Path, source.Path).Replace('\\', '/') + (source.Entry is null ? "" : $"!{source.Entry}"), source.Output, source.Profile is { } profile ? Path.GetFileName(profile) : null,
        string.Join('+', source.Emotions.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))) + Path.GetFileName(source.EmotionsPath), source.Speaker, source.Language, source.Text, source.Obstacle?.Code);

    private async Task<string[]> MistakesAsync(string text, string file = "game/lines.csv") =>
        [.. (await Assert.ThrowsAsync<ModkitException>(() => ReadAsync(text, file))).Issues.Select(issue => $"{issue.Code} {issue.Place}: {issue.Text} {issue.Hint}")];

    private static readonly string[] _twoLines =
    [
        "c.ogg|game/c.ogg||arkit|joy=0.6+anger=0.25|Ann|en|Hello, \"you\"|",
        "npc/a.wav|game/npc/a.wav|x/first|||||two\nlines|",
    ];

    [Theory]
    [InlineData("input,output,profile,emotion,speaker,language,text\nc.ogg,,arkit,joy=0.6;Anger=0.25,Ann,en,\"Hello, \"\"you\"\"\"\nnpc/a.wav,x/first,,,,,\"two\nlines\"\n")]
    [InlineData("\uFEFFText;Language;speaker;EMOTION;profile;output;input\r\n\"Hello, \"\"you\"\"\";en;Ann;\"joy=0.6;anger=0.25\";arkit;;c.ogg\r\n\r\n\"two\nlines\";;;;;x\\first;npc\\a.wav")]
    [InlineData("input\toutput\tprofile\temotion\tspeaker\tlanguage\ttext\nc.ogg\t\tarkit\tjoy=0.6,anger=0.25\tAnn\ten\t\"Hello, \"\"you\"\"\"\n npc/a.wav \tx/first\t\t\t\t\t\"two\nlines\"")]
    public async Task A_table_of_any_separator_and_order_is_read(string text) => Assert.Equal(_twoLines, await TellAsync(text));

    [Fact]
    public async Task Objects_say_the_same_as_a_table() => Assert.Equal(_twoLines, await TellAsync("""
        {"input": "c.ogg", "profile": "arkit", "emotion": {"joy": 0.6, "anger": 0.25}, "speaker": "Ann", "language": "en", "text": "Hello, \"you\""}

        {"output": "x/first", "input": "npc/a.wav", "text": "two\nlines", "emotion": null}
        """, "game/lines.jsonl"));

    [Fact]
    public async Task Only_the_input_is_needed() => Assert.Equal(["c.ogg|game/c.ogg|||||||"], await TellAsync("input\nc.ogg\n"));

    [Fact]
    public async Task A_row_may_name_a_folder_a_pattern_an_archive_or_something_in_it() => Assert.Equal(
        [
            "c.ogg|game/c.ogg||||three|||",
            "npc/a.wav|game/npc/a.wav||||one|||",
            "npc/deep/b.wav|game/npc/deep/b.wav||||one|||",
            "v/g.wav|game/v.zip!g.wav||||five|||",
            "v/npc/e.wav|game/v.zip!npc/e.wav|e||||||",
            "v/npc/f.wav|game/v.zip!npc/f.wav||||four|||",
            "voices/d.wav|voices/d.wav||||two|||",
        ],
        await TellAsync("input,output,speaker\nnpc,,one\n../voices,,two\n*.ogg,,three\nv.zip/npc,,four\nv.zip,,five\nv.zip/npc/e.wav,e,\n"));

    [Fact]
    public async Task Names_do_not_lead_out_of_the_folder()
    {
        IReadOnlyList<BatchSource> sources = await ReadAsync($"input\n../voices/d.wav\n{_folder["game/c.ogg"]}\n");
        Assert.Equal(["c.ogg", "voices/d.wav"], sources.Select(source => source.Name));
    }

    [Fact]
    public async Task A_recording_that_is_not_there_is_an_obstacle_and_the_others_go_on()
    {
        IReadOnlyList<BatchSource> sources = await ReadAsync("input,output,text\n../gone.wav,x,hello\nc.ogg,,\nv.zip/gone.wav,,\n");
        Assert.Equal(["c.ogg", "gone.wav", "v.zip/gone.wav"], sources.Select(source => source.Name));
        Assert.Equal([null, "INP01", "INP01"], sources.Select(source => source.Obstacle?.Code));
        Assert.Equal("lines.csv:2 (../gone.wav)", sources[1].Obstacle!.Place);
        Assert.Equal(("x", "hello"), (sources[1].Output, sources[1].Text));
    }

    [Fact]
    public async Task Files_of_emotions_and_profiles_are_looked_for_beside_the_manifest()
    {
        BatchSource source = Assert.Single(await ReadAsync("input,emotion,profile\nc.ogg,joy.csv,own.yaml\n"));
        Assert.Equal((_folder["game/joy.csv"], _folder["game/own.yaml"]), (source.EmotionsPath, source.Profile));
    }

    [Fact]
    public async Task A_row_says_more_than_the_folder_the_user_names_which_says_what_it_is_called()
    {
        VoiceZip.Write(_folder, "lines.csv", "input,speaker\ngame/npc/a.wav,Ann\nvoices,Bob\ngame/v.zip/g.wav,Cid\n"u8.ToArray());
        Assert.Equal(
            ["c.ogg|game/c.ogg|||||||", "npc/a.wav|game/npc/a.wav||||Ann|||", "npc/deep/b.wav|game/npc/deep/b.wav|||||||", "v/g.wav|game/v.zip!g.wav||||Cid|||", "voices/d.wav|voices/d.wav||||Bob|||"],
            (await FindAsync("lines.csv", "game")).Where(source => source.Entry is null or "g.wav").Select(Tell));
    }

    [Fact]
    public async Task A_recording_may_be_made_twice_with_outputs_of_their_own()
    {
        Assert.Equal(2, (await ReadAsync("input,output\nc.ogg,one\nc.ogg,two\n")).Count);
        Assert.StartsWith("INP12 lines.csv:4: The column 'input' names the recording of row 2 again.", Assert.Single(await MistakesAsync("input,output\nc.ogg,one\nnpc/a.wav,\nc.ogg,one\n")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once_with_their_rows()
    {
        string[] mistakes = await MistakesAsync("""
            input,output,emotion,text
            ,x,,no input
            c.ogg,../evil,joi=1,
            c.ogg,C:\evil,joy=1.5,"two
            lines"
            npc,out,,
            c.ogg,,gone.csv,
            c.ogg,a,,not, in quotes
            c.ogg,CON/x,anger,
            c.ogg,b,joy=nan,
            """);
        Assert.Equal(
            [
                "lines.csv:2", "lines.csv:3", "lines.csv:3", "lines.csv:4", "lines.csv:4", "lines.csv:6", "lines.csv:7", "lines.csv:8", "lines.csv:9", "lines.csv:9", "lines.csv:10",
            ],
            mistakes.Select(mistake => mistake.Split(' ', 3)[1].TrimEnd(':')).Order(new ByLine()));
        Assert.All(mistakes, mistake => Assert.StartsWith("INP12", mistake, StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.EndsWith("'joi', which is no emotion. Did you mean 'joy'?", StringComparison.Ordinal));
    }

    private sealed class ByLine : IComparer<string>
    {
        public int Compare(string? x, string? y) => LineOf(x).CompareTo(LineOf(y));

        private static int LineOf(string? place) => int.Parse(place!.Split(':')[1], CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("input,spaeker\nc.ogg,\n", "INP11 lines.csv:1: There is no column 'spaeker'. Did you mean 'speaker'?")]
    [InlineData("speaker\nAnn\n", "INP11 lines.csv:1: The column 'input' is missing.")]
    [InlineData("input,text,input\nc.ogg,,\n", "INP11 lines.csv:1: The column 'input' is there twice.")]
    [InlineData("\n \n", "INP11 lines.csv:1: There is no header.")]
    [InlineData("input\n\"c.ogg\nnpc/a.wav\n", "INP12 lines.csv:2: A quote is not closed")]
    public async Task A_table_that_is_none_is_told(string text, string told) => Assert.Contains(await MistakesAsync(text), mistake => mistake.StartsWith(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"input": "c.ogg", "emotions": "joy=1"}""", "INP11 lines.ndjson:1: There is no column 'emotions'. Did you mean 'emotion'?")]
    [InlineData("""{"input": "c.ogg"} {"input": "c.ogg"}""", "INP12 lines.ndjson:1: The line is no JSON.")]
    [InlineData("\n[\"c.ogg\"]", "INP12 lines.ndjson:2: The line is no object.")]
    [InlineData("""{"input": 5}""", "INP12 lines.ndjson:1: The member 'input' is no text.")]
    [InlineData("""{"input": "c.ogg", "Input": "c.ogg"}""", "INP11 lines.ndjson:1: The member 'input' is there twice.")]
    [InlineData("""{"input": "\ud800"}""", "INP12 lines.ndjson:1: The line is no JSON.")]
    [InlineData("""{"input": {"a": [[[[[]]]]]}}""", "INP12 lines.ndjson:1: The line is no JSON.")]
    [InlineData("""{"speaker": "Ann"}""", "INP12 lines.ndjson:1: The column 'input' is empty.")]
    public async Task Objects_that_are_none_are_told(string text, string told) =>
        Assert.Contains(await MistakesAsync(text, "game/lines.ndjson"), mistake => mistake.StartsWith(told, StringComparison.Ordinal));

    [Fact]
    public async Task Of_many_mistakes_the_first_are_told_and_the_rest_counted()
    {
        string[] mistakes = await MistakesAsync("input,emotion\n" + string.Concat(Enumerable.Repeat("c.ogg,joy=2\n", 80)));
        Assert.Equal(51, mistakes.Length);
        // Each row but the first names the recording again, too.
        Assert.StartsWith("INP13 lines.csv: There are 109 more mistakes.", mistakes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told()
    {
        async Task<string> CodeAsync(string file) => Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => FindAsync(file))).Issues).Code;

        VoiceZip.Write(_folder, "utf16.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("input\nc.ogg")).ToArray());
        VoiceZip.Write(_folder, "latin.csv", Encoding.Latin1.GetBytes("input\nMöwe.wav"));
        VoiceZip.Write(_folder, "empty.csv", []);
        VoiceZip.Write(_folder, "lines.txt", "input\nc.ogg"u8.ToArray());
        using (FileStream large = File.Create(_folder["large.csv"])) large.SetLength((64L << 20) + 1);
        foreach (string file in (string[])["utf16.csv", "latin.csv", "empty.csv", "lines.txt", "large.csv", "gone.csv", "game"]) Assert.Equal("INP10", await CodeAsync(file));
    }

    [Fact]
    public async Task Nothing_named_is_told()
    {
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => BatchInputs.FindAsync([], new BatchInputOptions(), new MediaReader(), CancellationToken.None));
        Assert.Equal("INP16", exception.Issues[0].Code);
    }

    [Fact]
    public async Task More_rows_than_the_limit_are_told()
    {
        string[] mistakes = await MistakesAsync("input\n" + string.Concat(Enumerable.Range(0, 100_001).Select(i => $"{i}.wav\n")));
        Assert.StartsWith("INP04 lines.csv: There are more than 100000 recordings.", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    /// <summary>Set <c>MODKIT_MUTATIONS</c> for another count.</summary>
    [Theory]
    [InlineData("lines.csv", "input,output,profile,emotion,speaker,language,text\nc.ogg,x/y,arkit,joy=0.6;anger=0.25,Ann,en,\"Hello, \"\"you\"\"\nthere\"\nnpc/*.wav,,,,,,\nv.zip/npc/e.wav,,,joy.csv,,,\n")]
    [InlineData("lines.jsonl", """
        {"input": "c.ogg", "output": "x/y", "emotion": {"joy": 0.6}, "text": "\u00e4 \"x\""}
        {"input": "v.zip/npc/e.wav", "profile": "own.yaml", "emotion": "anger=0.5;joy=0.1", "language": "en"}
        """)]
    public async Task Broken_copies_of_a_manifest_never_crash(string file, string text)
    {
        byte[] sound = Encoding.UTF8.GetBytes(text);
        Random random = new(17);
        int read = 0, refused = 0;
        for (int i = 0, count = Damage.Count(3_000); i < count; i++)
        {
            VoiceZip.Write(_folder, "game/" + file, Damage.Of(sound, random));
            try
            {
                IReadOnlyList<BatchSource> sources = await FindAsync("game/" + file);
                foreach (BatchSource source in sources.Where(source => source.Output is not null))
                    Assert.StartsWith(_folder["out"] + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(_folder["out"], source.Output!)), StringComparison.Ordinal);
                read++;
            }
            catch (ModkitException exception)
            {
                Assert.All(exception.Issues, issue => Assert.StartsWith("INP", issue.Code, StringComparison.Ordinal));
                refused++;
            }
        }
        Assert.True(read > 50 && refused > 50, $"{read} read, {refused} refused");
    }
}
