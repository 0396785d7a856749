using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

public sealed class AnimateTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("a2f-json", "v.a2f.json")]
    [InlineData("livelink-csv", "v.csv")]
    [InlineData("gltf", "v.glb")]
    public async Task Every_format_is_written_beside_the_recording_with_its_record(string format, string file)
    {
        A2f.Outcome outcome = (await A2f.RunAsync("animate", _scene.Voice("v.wav", 0.8), "--to", format, "--json")).Expect(ExitCodes.Success);
        Assert.Equal(new[] { file, file + ".provenance.json", "v.wav" }.Order(StringComparer.Ordinal), _scene.Names);
        JsonElement line = outcome.Events("line").Single();
        Assert.Equal(_scene[file], line.GetProperty("files")[0].GetProperty("path").GetString());
        Assert.Equal(0.8, line.GetProperty("durationSeconds").GetDouble(), 6);
        Assert.Equal(0, outcome.Events("summary").Single().GetProperty("exitCode").GetInt32());
    }

    [Theory]
    [InlineData("1", 1.0, 1)]
    [InlineData("30", 1.01, 31)]
    [InlineData("25", 0.3, 8)]
    [InlineData("60", 0.35, 21)]
    [InlineData("120", 0.5, 60)]
    public async Task Frames_are_the_duration_times_the_rate_rounded_up_and_weights_lie_in_0_to_1(string fps, double seconds, int frameCount)
    {
        (await A2f.RunAsync("animate", _scene.Voice("v.wav", seconds), "--fps", fps)).Expect(ExitCodes.Success);
        (string[] channels, float[][] frames) = _scene.ReadA2fJson("v.a2f.json");
        Assert.Equal(52, channels.Length);
        Assert.Equal(frameCount, frames.Length);
        Assert.All(frames, row => Assert.All(row, weight => Assert.InRange(weight, 0, 1)));
    }

    [Fact]
    public async Task A_smaller_rig_and_emotions_and_seed_change_what_is_written()
    {
        string voice = _scene.Voice("v.wav", 4);
        HashSet<string> contents = [];
        string[][] variants = [[], ["--emotion", "joy=0.8"], ["--seed", "5"], ["--no-extras"], ["--profile", "six-shapes"]];
        foreach (string[] variant in variants)
        {
            (await A2f.RunAsync(["animate", voice, "-o", _scene["out.json"], "--overwrite", "--no-provenance", .. variant])).Expect(ExitCodes.Success);
            contents.Add(File.ReadAllText(_scene["out.json"]));
        }
        Assert.Equal(variants.Length, contents.Count);
        Assert.Equal(6, _scene.ReadA2fJson("out.json").Channels.Length);
    }

    [Fact]
    public async Task Tongue_goes_through_to_the_file_and_leaves_the_rest_of_the_face_alone()
    {
        string voice = Path.Combine(TestPaths.RepositoryRoot, "samples", "hello-en.wav");
        (await A2f.RunAsync("animate", voice, "-o", _scene["face.json"])).Expect(ExitCodes.Success);
        (await A2f.RunAsync("animate", voice, "--profile", "gltf-arkit", "--to", "a2f-json", "-o", _scene["tongue.json"])).Expect(ExitCodes.Success);
        (string[] faceChannels, float[][] face) = _scene.ReadA2fJson("face.json");
        (string[] channels, float[][] both) = _scene.ReadA2fJson("tongue.json");
        Assert.Equal((52, 68), (faceChannels.Length, channels.Length));
        Assert.Equal(face, both.Select(row => row[..52]));
        foreach (string name in new[] { "tongueTipUp", "tongueUp", "tongueNarrow" }) Assert.Contains(both, row => row[Array.IndexOf(channels, name)] > 0.2f);
    }

    [Fact]
    public async Task Model_is_taken_by_its_name_and_told_in_the_record()
    {
        string voice = _scene.Voice("v.wav", 1);
        (await A2f.RunAsync("animate", voice, "--model", "low-latency")).Expect(ExitCodes.Success);
        Assert.Contains("modkit-low-latency", File.ReadAllText(_scene["v.a2f.json.provenance.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expressiveness_moves_the_brows_and_not_the_mouth()
    {
        string voice = Path.Combine(TestPaths.RepositoryRoot, "samples", "hello-ru.wav");
        Dictionary<string, float[][]> faces = [];
        foreach (string expressiveness in new[] { "0", "2" })
        {
            (await A2f.RunAsync("animate", voice, "-o", _scene["out.json"], "--overwrite", "--expressiveness", expressiveness)).Expect(ExitCodes.Success);
            (string[] channels, float[][] frames) = _scene.ReadA2fJson("out.json");
            foreach (string part in new[] { "brow", "mouth", "jaw" })
                faces[part + expressiveness] = [.. frames.Select(row => row.Where((_, c) => channels[c].StartsWith(part, StringComparison.OrdinalIgnoreCase)).ToArray())];
        }
        Assert.All(faces["brow0"], row => Assert.All(row, weight => Assert.Equal(0, weight)));
        Assert.Contains(faces["brow2"], row => row.Max() > 0.05f);
        Assert.Equal(faces["mouth0"], faces["mouth2"]);
        Assert.Equal(faces["jaw0"], faces["jaw2"]);
    }

    [Fact]
    public async Task The_same_run_twice_touches_nothing_and_another_one_needs_overwrite()
    {
        string voice = _scene.Voice("v.wav", 0.8);
        (await A2f.RunAsync("animate", voice)).Expect(ExitCodes.Success);
        string first = File.ReadAllText(_scene["v.a2f.json"]);
        A2f.Outcome again = (await A2f.RunAsync("animate", voice, "--json")).Expect(ExitCodes.Success);
        Assert.All(again.Events("line").Single().GetProperty("files").EnumerateArray(), file => Assert.Equal("unchanged", file.GetProperty("change").GetString()));

        A2f.Outcome refused = (await A2f.RunAsync("animate", voice, "--fps", "24")).Expect(ExitCodes.Output);
        Assert.Contains("OUT01", refused.Error, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(_scene["v.a2f.json"]));

        (await A2f.RunAsync("animate", voice, "--fps", "24", "--overwrite")).Expect(ExitCodes.Success);
        Assert.Equal(first, File.ReadAllText(_scene["v.a2f.json.bak"]));
        Assert.NotEqual(first, File.ReadAllText(_scene["v.a2f.json"]));
    }

    [Fact]
    public async Task A_rate_the_format_cannot_hold_is_wrong_use()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("animate", _scene.Voice("v.wav", 0.5), "--to", "livelink-csv", "--fps", "24")).Expect(ExitCodes.WrongUse);
        Assert.Contains("OUT13", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("60 or 30", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_do_not_depend_on_jobs_or_culture()
    {
        Directory.CreateDirectory(_scene["in"]);
        for (int i = 0; i < 5; i++) _scene.Voice($"in/v{i}.wav", 0.5 + (0.37 * i));
        Dictionary<string, string>? expected = null;
        foreach ((string jobs, string culture) in new[] { ("1", "en-US"), ("2", "de-DE"), ("8", "tr-TR"), ("3", "ar-SA") })
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            CultureInfo? threads = CultureInfo.DefaultThreadCurrentCulture;
            try
            {
                CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(culture);
                foreach (string format in new[] { "a2f-json", "livelink-csv", "gltf" })
                    (await A2f.RunAsync("animate", _scene["in"], "-o", _scene["out"], "--to", format, "--fps", "30", "--emotion", "joy=0.5", "--jobs", jobs)).Expect(ExitCodes.Success);
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
                CultureInfo.DefaultThreadCurrentCulture = threads;
            }
            Dictionary<string, string> contents = Directory.GetFiles(_scene["out"]).ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(File.ReadAllBytes(path)));
            Assert.Equal(30, contents.Count);
            expected ??= contents;
            Assert.Equal(expected, contents);
            Directory.Delete(_scene["out"], recursive: true);
        }
    }

    [Fact]
    public async Task One_bad_line_does_not_stop_the_others()
    {
        string gone = _scene["gone.wav"];
        A2f.Outcome outcome = (await A2f.RunAsync("animate", gone, _scene.Voice("good.wav", 0.5), "-o", _scene["out"], "--json")).Expect(ExitCodes.SomeLinesFailed);
        Assert.Equal("MED01", outcome.Events("failed").Single().GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Single(outcome.Events("line"));
        Assert.True(File.Exists(_scene["out/good.a2f.json"]));
    }

    [Fact]
    public async Task Still_channels_have_a_reason()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("animate", _scene.Voice("v.wav", 0.5), "--to", "livelink-csv", "-v", "--json")).Expect(ExitCodes.Success);
        JsonElement still = outcome.Events("line").Single().GetProperty("stillChannels");
        Assert.Contains(still.EnumerateArray(), channel => channel.GetProperty("channel").GetString() == "HeadYaw");
        Assert.All(still.EnumerateArray(), channel => Assert.NotEqual("", channel.GetProperty("reason").GetString()));
    }
}
