using System.Text.Json;
using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>a2f edit</c>, and the runs that apply what it kept.</summary>
public sealed class EditCommandTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task An_edit_is_kept_listed_applied_and_taken_away()
    {
        string voice = _scene.Voice("v.wav", 2), file = _scene["v.csv"];
        string[] animate = ["animate", voice, "--to", "livelink-csv", "-o", file, "--overwrite"];
        (await A2f.RunAsync(animate)).Expect(ExitCodes.Success);
        byte[] before = File.ReadAllBytes(file);

        A2f.Outcome added = (await A2f.RunAsync("edit", file, "--channel", "jawopen", "--from", "0.5", "--to", "1", "--offset", "-0.1", "--note", "less")).Expect(ExitCodes.Success);
        Assert.Matches(@"1 +JawOpen +0\.5 +1 +offset -0\.1 +0\.08 +this line +less", added.Output);
        Assert.Contains("--overwrite", added.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
        // By its recording, too: the record beside it says that it is the same line.
        (await A2f.RunAsync("edit", voice, "--channel", "BrowInnerUp", "--channel", "CheekPuff", "--replace", "0.5=0", "--replace", "1.5=1", "--smooth")).Expect(ExitCodes.Success);

        (await A2f.RunAsync(animate)).Expect(ExitCodes.Success);
        Assert.NotEqual(before, File.ReadAllBytes(file));
        IReadOnlyList<JsonElement> edits = (await A2f.RunAsync("edit", file, "--json")).Expect(ExitCodes.Success).Events("edit");
        Assert.Equal(["JawOpen", "BrowInnerUp", "CheekPuff"], edits.Select(edit => edit.GetProperty("channel").GetString()));
        Assert.Equal([1.0, null, 1.5], edits.Select(edit => edit.GetProperty("toSeconds").ValueKind == JsonValueKind.Null ? (double?)null : edit.GetProperty("toSeconds").GetDouble()).Select((to, i) => i == 1 ? null : to));
        string dump = (await A2f.RunAsync("dump", file)).Expect(ExitCodes.Success).Output;
        Assert.Matches(@"(?m)^ +1\.000 .*CheekPuff=0\.50", dump);

        (await A2f.RunAsync("edit", file, "--remove", "3")).Expect(ExitCodes.Success);
        (await A2f.RunAsync("edit", file, "--remove", "1")).Expect(ExitCodes.Success);
        Assert.True(File.Exists(file + ".edits.json"));
        (await A2f.RunAsync("edit", file, "--remove", "1")).Expect(ExitCodes.Success);
        Assert.False(File.Exists(file + ".edits.json"));
        (await A2f.RunAsync(animate)).Expect(ExitCodes.Success);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task Accept_takes_the_present_curve_and_recording()
    {
        string voice = _scene.Voice("v.wav", 2), file = _scene["v.csv"];
        (await A2f.RunAsync("animate", voice, "--to", "livelink-csv")).Expect(ExitCodes.Success);
        (await A2f.RunAsync("edit", file, "--channel", "JawOpen", "--replace", "0.5")).Expect(ExitCodes.Success);
        _scene.Voice("v.wav", 1.5);
        A2f.Outcome warned = (await A2f.RunAsync("animate", voice, "--to", "livelink-csv", "--overwrite")).Expect(ExitCodes.Success);
        Assert.Contains("warning EDT03: v.csv.edits.json: Edit 1 (JawOpen, 0 s to the end)", warned.Error, StringComparison.Ordinal);
        Assert.Matches("another recording", (await A2f.RunAsync("edit", file)).Expect(ExitCodes.Success).Output);
        Assert.Matches("this line", (await A2f.RunAsync("edit", file, "--accept")).Expect(ExitCodes.Success).Output);
        A2f.Outcome quiet = (await A2f.RunAsync("animate", voice, "--to", "livelink-csv", "--overwrite")).Expect(ExitCodes.Success);
        Assert.DoesNotContain("EDT", quiet.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"JawOpen=0\.(?!50)", (await A2f.RunAsync("dump", file)).Output);
    }

    [Fact]
    public async Task An_edit_makes_just_its_line_of_a_batch_out_of_date_and_a_broken_file_just_its_line_fail()
    {
        Directory.CreateDirectory(_scene["voices"]);
        foreach (string name in (string[])["a", "b", "c"]) _scene.Voice($"voices/{name}.wav", 0.5);
        string[] batch = ["batch", _scene["voices"], "--profile", "arkit", "--to", "livelink-csv", "-o", _scene["out"], "--json"];
        Assert.Equal((3, 0, 0), await CountAsync(batch));
        Assert.Equal((0, 3, 0), await CountAsync(batch));
        string file = _scene["out/b.csv"];
        (await A2f.RunAsync("edit", file, "--channel", "JawOpen", "--replace", "0.5")).Expect(ExitCodes.Success);
        Assert.Equal((1, 2, 0), await CountAsync(batch));
        Assert.Matches(@"JawOpen=0\.50", (await A2f.RunAsync("dump", file)).Output);
        Assert.Equal((0, 3, 0), await CountAsync(batch));
        byte[] kept = File.ReadAllBytes(file + ".edits.json");
        _scene.Text("out/b.csv.edits.json", "{");
        Assert.Equal((0, 2, 1), await CountAsync(batch));
        _scene.Bytes("out/b.csv.edits.json", kept);
        Assert.Equal((1, 2, 0), await CountAsync(batch));
        Assert.Matches(@"JawOpen=0\.50", (await A2f.RunAsync("dump", file)).Output);
    }

    private static async Task<(int Done, int UpToDate, int Failed)> CountAsync(string[] batch)
    {
        JsonElement summary = (await A2f.RunAsync(batch)).Events("summary").Single();
        return (summary.GetProperty("done").GetInt32(), summary.GetProperty("upToDate").GetInt32(), summary.GetProperty("failed").GetInt32());
    }

    [Theory]
    // Text, bytes, keys, one shape at a time, several files: each in its own precision.
    [InlineData("livelink-csv")]
    [InlineData("curves-json")]
    [InlineData("vmd")]
    [InlineData("gltf")]
    [InlineData("rhubarb-tsv")]
    [InlineData("skyrim-lip")]
    public async Task A_lock_of_everything_keeps_the_file_whatever_the_face_does(string format)
    {
        string voice = _scene.Voice("v.wav", 1.5), output = _scene["out/"];
        string profile = format is "vmd" or "rhubarb-tsv" or "skyrim-lip" ? (await A2f.RunAsync("profiles", "--json")).Events("profile")
            .First(known => known.GetProperty("format").GetString() == format).GetProperty("name").GetString()! : "arkit";
        string[] animate = ["animate", voice, "--profile", profile, "--to", format, "-o", output, "--overwrite"];
        JsonElement line = (await A2f.RunAsync([.. animate, "--json"])).Expect(ExitCodes.Success).Events("line").Single();
        string file = line.GetProperty("files")[0].GetProperty("path").GetString()!;
        string before = await DumpAsync(file), kept = _scene[Path.GetFileName(file)];
        File.Copy(file, kept);

        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(file + ".provenance.json"));
        HashSet<string> readable = [.. (await A2f.RunAsync("inspect", file, "--json")).Expect(ExitCodes.Success).Events("animation").Single().GetProperty("channels").EnumerateArray().Select(NameOf)];
        string[] channels = [.. record.RootElement.GetProperty("curves").EnumerateObject().Select(curve => curve.Name).Where(readable.Contains)];
        Assert.NotEmpty(channels);
        (await A2f.RunAsync(["edit", file, "--lock", .. channels.SelectMany(channel => new[] { "--channel", channel })])).Expect(ExitCodes.Success);
        (await A2f.RunAsync([.. animate, "--seed", "5", "--emotion", "anger=1"])).Expect(ExitCodes.Success);
        // Keys are chosen anew and stay within the format's tolerance, a hundredth of the range.
        if (format == "vmd") (await A2f.RunAsync("compare", kept, file, "--max-rmse", "0.005")).Expect(ExitCodes.Success);
        else Assert.Equal(before, await DumpAsync(file));
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        string voice = _scene.Voice("v.wav", 1), file = _scene["v.csv"];
        await FailsAsync("EDT05", voice);
        (await A2f.RunAsync("animate", voice, "--to", "livelink-csv", "--no-provenance")).Expect(ExitCodes.Success);
        await FailsAsync("EDT05", file);
        (await A2f.RunAsync("animate", voice, "--to", "livelink-csv")).Expect(ExitCodes.Success);
        Assert.Contains("'JawOpen'", await FailsAsync("EDT06", file, "--channel", "JawOpenn", "--replace", "1"), StringComparison.Ordinal);
        await FailsAsync("EDT07", file, "--remove", "1");
        await FailsAsync("EDT08", file, "--channel", "JawOpen", "--replace", "1", "--from", "0.5", "--to", "0.5");
        await FailsAsync("EDT08", file, "--channel", "JawOpen", "--replace", "1", "--to", "1.5");
        await FailsAsync("USE03", file, "--channel", "JawOpen");
        await FailsAsync("USE03", file, "--replace", "1");
        await FailsAsync("USE03", file, "--channel", "JawOpen", "--replace", "1", "--lock");
        await FailsAsync("USE03", file, "--note", "x");
        await FailsAsync("USE03", file, "--accept", "--remove", "1");
        await FailsAsync("USE04", file, "--channel", "JawOpen", "--replace", "wide");
        await FailsAsync("USE04", file, "--channel", "JawOpen", "--replace", "1", "--replace", "2");
        await FailsAsync("USE04", file, "--channel", "JawOpen", "--replace", "1=1", "--replace", "1=0");
        Assert.False(File.Exists(file + ".edits.json"));

        string many = string.Join(',', Enumerable.Repeat("""{"channel": "JawOpen", "kind": "offset", "value": 0.1, "input": "x", "base": "x"}""", 1001));
        _scene.Text("v.csv.edits.json", $$"""{"record": "audio2face-modkit-edits", "schema": 1, "edits": [{{many}}]}""");
        await FailsAsync("EDT10", file);
        _scene.Text("v.csv.edits.json", "{");
        await FailsAsync("EDT01", file, "--channel", "JawOpen", "--replace", "1");
        Assert.Equal("{", File.ReadAllText(file + ".edits.json"));
        File.Delete(file + ".edits.json");
        _scene.Text("v.csv", "no animation any more");
        await FailsAsync("EDT09", file, "--channel", "JawOpen", "--lock");
    }

    private static string NameOf(JsonElement channel) => channel.ValueKind == JsonValueKind.String ? channel.GetString()! : channel.GetProperty("name").GetString()!;

    /// <summary>What the file shows, without the first line, which names it.</summary>
    private static async Task<string> DumpAsync(string file) => (await A2f.RunAsync("dump", file)).Expect(ExitCodes.Success).Output;

    private static async Task<string> FailsAsync(string code, params string[] arguments)
    {
        A2f.Outcome outcome = await A2f.RunAsync(["edit", .. arguments]);
        Assert.True(outcome.Error.Contains($"error {code}", StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {outcome.Error}");
        Assert.Equal(code[0] == 'U' ? ExitCodes.WrongUse : ExitCodes.Output, outcome.ExitCode);
        return outcome.Error;
    }
}
