using System.Text.Json;
using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>a2f eval</c> on small recordings; SpeechQualityTests runs it on real speech.</summary>
public sealed class EvalTests : IDisposable
{
    private const string Alignment = "0\t0.25\tSIL\n0.25\t0.5\tAA\n0.5\t0.6\tP\n0.6\t0.75\tIY\n0.75\t1\tSIL\n";

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_model_is_judged_and_the_table_printed()
    {
        Speak("en_a", "de_b", "de_c");
        A2f.Outcome outcome = (await A2f.RunAsync("eval", _scene.Folder, "--worst", "1")).Expect(ExitCodes.Success);
        string[] lines = outcome.Output.Split('\n');
        Assert.Equal(["files", "LSQ", "bilRec", "bilPrec", "bilFalse", "bilJ", "bilAUC", "labJ", "rndAUC", "open_r", "jaw_r", "vowHt", "off_ms", "offIQR", "silRat", "silOpen", "v99", "jit", "range"], Words(lines[0]));
        Assert.Equal(["all 3", "de 2", "en 1"], lines[1..4].Select(line => string.Join(' ', Words(line)[..2])));
        Assert.All(lines[1..4], line => Assert.Equal(20, Words(line).Length));
        Assert.Contains("points, lips shut up to", lines[5], StringComparison.Ordinal);
        Assert.Equal("", outcome.Error);
    }

    [Fact]
    public async Task Files_are_judged_by_what_is_in_them()
    {
        // The jaw opens for AA and IY; in the second file the lips stay open at the P.
        Speak("good", "bad");
        Write("good", frame => frame is >= 25 and < 50 ? 0.5 : frame is >= 60 and < 75 ? 0.3 : 0);
        Write("bad", frame => frame is >= 25 and < 75 ? 0.5 : 0);
        A2f.Outcome outcome = (await A2f.RunAsync("eval", _scene.Folder, "--animations", _scene["faces"], "--json")).Expect(ExitCodes.Success);
        IReadOnlyList<JsonElement> files = outcome.Events("file");
        Assert.Equal(["bad", "good"], files.Select(file => file.GetProperty("name").GetString()));
        Assert.Equal([0, 1], files.Select(file => file.GetProperty("figures").GetProperty("bilabialRecall").GetDouble()));
        JsonElement fault = Assert.Single(files[0].GetProperty("closureFaults").EnumerateArray());
        Assert.Equal(("missed", "P", "AA", "IY", 0.5), (fault.GetProperty("kind").GetString(), fault.GetProperty("phone").GetString(),
            fault.GetProperty("before").GetString(), fault.GetProperty("after").GetString(), fault.GetProperty("startSeconds").GetDouble()));
        JsonElement group = Assert.Single(outcome.Events("group"));
        Assert.Equal(("all", 2, 0.5), (group.GetProperty("name").GetString(), group.GetProperty("files").GetInt32(), group.GetProperty("figures").GetProperty("bilabialRecall").GetDouble()));
        Assert.Equal(2, Assert.Single(outcome.Events("summary")).GetProperty("done").GetInt32());

        string text = (await A2f.RunAsync("eval", _scene.Folder, "--animations", _scene["faces"], "--worst", "2", "--verbose")).Expect(ExitCodes.Success).Output;
        Assert.Contains("0.50-0.60 s   AA [P] IY   missed, gap 20.20 mm", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^good +1 ", text);
    }

    [Fact]
    public async Task One_bad_alignment_does_not_stop_the_others_and_a_missing_one_is_told()
    {
        Speak("a", "b", "c");
        _scene.Text("b.tsv", "0\t0.5\tAA\n0.4\t1\tPP\n");
        File.Delete(_scene["c.tsv"]);
        A2f.Outcome outcome = (await A2f.RunAsync("eval", _scene.Folder)).Expect(ExitCodes.SomeLinesFailed);
        Assert.Contains("warning EVA01: c.wav: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("error EVA04: b.tsv:2: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("all", Words(outcome.Output.Split('\n')[1])[0]);
        Assert.Equal("1", Words(outcome.Output.Split('\n')[1])[1]);
    }

    [Fact]
    public async Task A_probe_is_told_apart_from_speech()
    {
        _scene.Wav("probe_silence.wav", new float[16_000]);
        _scene.Text("probe_silence.tsv", "0 1 SIL\n");
        A2f.Outcome outcome = (await A2f.RunAsync("eval", _scene.Folder)).Expect(ExitCodes.Success);
        Assert.StartsWith("probe_silence: lips 0.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_judged_says_why()
    {
        A2f.Outcome nothing = (await A2f.RunAsync("eval", _scene.Folder)).Expect(ExitCodes.WrongUse);
        Assert.Contains("USE06", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("USE09", (await A2f.RunAsync("eval", _scene["gone"])).Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);
        _scene.Voice("a.wav", 1);
        Assert.Contains("EVA02", (await A2f.RunAsync("eval", _scene.Folder)).Expect(ExitCodes.InputMedia).Error, StringComparison.Ordinal);
        _scene.Text("a.tsv", Alignment);
        Directory.CreateDirectory(_scene["faces"]);
        Assert.Contains("EVA08: a.wav: 'faces' has no animation", (await A2f.RunAsync("eval", _scene.Folder, "--animations", _scene["faces"])).Expect(ExitCodes.InputMedia).Error, StringComparison.Ordinal);
        _scene.Text("faces/a.csv", "time,brow\n0,1\n1,1\n");
        Assert.Contains("EVA09: a.wav", (await A2f.RunAsync("eval", _scene.Folder, "--animations", _scene["faces"])).Expect(ExitCodes.InputMedia).Error, StringComparison.Ordinal);
    }

    private void Speak(params string[] names)
    {
        foreach (string name in names)
        {
            _scene.Voice(name + ".wav", 1);
            _scene.Text(name + ".tsv", Alignment);
        }
    }

    private void Write(string name, Func<int, double> jawOpen)
    {
        Directory.CreateDirectory(_scene["faces"]);
        IEnumerable<string> rows = Enumerable.Range(0, 100).Select(frame => FormattableString.Invariant($"{frame / 100.0},{jawOpen(frame)}"));
        _scene.Text($"faces/{name}.csv", $"time,jawOpen\n{string.Join('\n', rows)}\n");
    }

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
