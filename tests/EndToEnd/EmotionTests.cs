using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Emotions over time and heard in the voice, as a user has them: docs/emotions.md.</summary>
public sealed class EmotionTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [SkippableTheory]
    [InlineData("")]
    [InlineData("tiny-regression")]
    [InlineData("tiny-diffusion")]
    public async Task What_a_face_felt_can_be_given_back(string bundle)
    {
        string voice = _scene.Voice("v.wav", 3);
        string[] face = bundle.Length == 0 ? [] : ["--model", Bundle(bundle)];
        (await A2f.RunAsync(["animate", voice, "-o", _scene["heard.json"], "--emotion-model", Bundle("tiny-a2e"), "--emotion", "fear=0.6", "--emotions-out", _scene["felt"], .. face])).Expect(ExitCodes.Success);
        (await A2f.RunAsync(["animate", voice, "-o", _scene["again.json"], "--emotions", _scene["felt.csv"], .. face])).Expect(ExitCodes.Success);
        (await A2f.RunAsync(["animate", voice, "-o", _scene["neutral.json"], .. face])).Expect(ExitCodes.Success);
        (_, float[][] heard) = _scene.ReadA2fJson("heard.json");
        (_, float[][] again) = _scene.ReadA2fJson("again.json");
        (_, float[][] neutral) = _scene.ReadA2fJson("neutral.json");
        Assert.InRange(Farthest(heard, again), 0, 2e-3);
        Assert.True(Farthest(heard, neutral) > 0.02);
        // Joy is what this model hears in any voice; fear is what was asked for.
        string[] rows = File.ReadAllText(_scene["felt.csv"]).Split('\n');
        Assert.Equal("time_seconds,amazement,anger,cheekiness,disgust,fear,grief,joy,outofbreath,pain,sadness", rows[0]);
        Assert.InRange(rows.Length, 4, 90);
    }

    [SkippableFact]
    public async Task The_record_tells_what_was_felt_and_who_heard_it()
    {
        string voice = _scene.Voice("v.wav", 1);
        _scene.Text("v.yaml", "- {time_seconds: 0, joy: 0.5}\n");
        (await A2f.RunAsync("animate", voice, "--emotions", _scene.Folder, "--emotion", "anger=0.25", "--emotion-model", Bundle("tiny-a2e"), "--emotion-settings", "emotionstrength=0.75")).Expect(ExitCodes.Success);
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(_scene["v.a2f.json.provenance.json"]));
        JsonElement root = record.RootElement;
        Assert.Equal("v.yaml", root.GetProperty("emotionFile").GetProperty("name").GetString());
        Assert.Equal(64, root.GetProperty("emotionFile").GetProperty("sha256").GetString()!.Length);
        Assert.Equal(0.25, root.GetProperty("emotions").GetProperty("anger").GetDouble());
        Assert.Equal("tiny-a2e", root.GetProperty("emotionModel").GetProperty("name").GetString());
        Assert.Equal(0.75, root.GetProperty("emotionSettings").GetProperty("emotionStrength").GetDouble());
        Assert.Equal(2, root.GetProperty("emotionSettings").GetProperty("maxEmotions").GetInt32());
    }

    [Fact]
    public async Task Constant_emotions_take_the_place_of_those_of_their_name()
    {
        string voice = _scene.Voice("v.wav", 1);
        _scene.Text("track.csv", "time_seconds,joy,fear\n0,0.25,0\n0.5,0.25,0.5\n");
        (await A2f.RunAsync("animate", voice, "--emotions", _scene["track.csv"], "--emotion", "joy=1", "--emotions-out", _scene["felt.csv"])).Expect(ExitCodes.Success);
        Assert.EndsWith("sadness\n0,0,0,0,0,0,0,1,0,0,0\n0.5,0,0,0,0,0.5,0,1,0,0,0\n0.983333,0,0,0,0,0.5,0,1,0,0,0\n", File.ReadAllText(_scene["felt.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_recordings_have_a_folder_of_tables()
    {
        Directory.CreateDirectory(_scene["in"]);
        _scene.Voice("in/a.wav", 0.5);
        _scene.Voice("in/b.wav", 0.5);
        _scene.Text("in/a.csv", "time_seconds,joy\n0,0.5\n");
        (await A2f.RunAsync("animate", _scene["in"], "--emotions", _scene["in"], "-o", _scene["out"], "--emotions-out", _scene["felt"])).Expect(ExitCodes.Success);
        Assert.EndsWith("\n0,0,0,0,0,0,0,0.5,0,0,0\n", File.ReadAllText(_scene["felt/a.csv"]), StringComparison.Ordinal);
        Assert.EndsWith("\n0,0,0,0,0,0,0,0,0,0,0\n", File.ReadAllText(_scene["felt/b.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_cannot_be_written_nothing_is()
    {
        string voice = _scene.Voice("v.wav", 0.5);
        await RefuseAsync("OUT25", ExitCodes.Output, voice, "--to", "curves-csv", "-o", _scene["out.csv"], "--emotions-out", _scene["out.csv"]);
        await RefuseAsync("USE04", ExitCodes.WrongUse, voice, "--emotions-out", _scene["felt.yaml"]);
        await RefuseAsync("OUT12", ExitCodes.Output, voice, _scene.Voice("w.wav", 0.5), "-o", _scene["out"], "--emotions-out", voice);
        Assert.Equal(["v.wav", "w.wav"], _scene.Names);
    }

    [SkippableFact]
    public async Task What_is_wrong_is_told_with_its_exit_code()
    {
        string voice = _scene.Voice("v.wav", 0.5);
        _scene.Text("bad.csv", "time_seconds,joi\n0,2\n");
        await RefuseAsync("EMO03", ExitCodes.InputMedia, voice, "--emotions", _scene["bad.csv"]);
        await RefuseAsync("USE04", ExitCodes.WrongUse, voice, "--emotion-settings", "emotionStrength");
        await RefuseAsync("MOD42", ExitCodes.Model, voice, "--emotion-model", Bundle("tiny-regression"));
        await RefuseAsync("MOD41", ExitCodes.Model, voice, "--emotion-model", Bundle("tiny-a2e"), "--emotion-settings", "x=1");
    }

    [Fact]
    public async Task Watch_animates_again_when_the_emotions_change()
    {
        _scene.Voice("v.wav", 0.5);
        Directory.CreateDirectory(_scene["felt"]);
        _scene.Text("felt/v.csv", "time_seconds,joy\n0,0\n");
        await using Watching watch = new(_scene.Folder, "watch", "v.wav", "--emotions", "felt", "-o", "out/");
        await watch.ExpectAsync("frames at");
        string neutral = await File.ReadAllTextAsync(_scene["out/v.a2f.json"]);
        _scene.Text("felt/v.csv", "time_seconds,joy\n0,1\n");
        await watch.ExpectAsync("emotions v.csv changed");
        await watch.ExpectAsync("frames at");
        Assert.NotEqual(neutral, await File.ReadAllTextAsync(_scene["out/v.a2f.json"]));
    }

    private static string Bundle(string name) => TestPaths.RequireShared("golden", "tiny-bundles", name);

    private static float Farthest(float[][] one, float[][] other) => one.Zip(other, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();

    private static async Task RefuseAsync(string code, int exitCode, params string[] arguments)
    {
        A2f.Outcome outcome = (await A2f.RunAsync(["animate", .. arguments])).Expect(exitCode);
        Assert.Contains(code, outcome.Error, StringComparison.Ordinal);
    }
}
