using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>--face</c> and <c>--solver</c> as a user meets them, on small models of NVIDIA's kinds and on ours.</summary>
public sealed class FaceOptionTests : IDisposable
{
    private const string Profile = """
        schema: 1
        id: my.hero
        version: 1.0.0
        name: Hero
        authors: [Me]
        license: CC0-1.0
        target: {plugin: modkit.unreal, format: livelink-csv}
        model: {face: {lowerFaceStrength: 1.2, lipOpenOffset: -0.2}, solver: admm, identity: Bob}
        channels: arkit
        """;

    private readonly Scene _scene = new();

    public FaceOptionTests() => _scene.Voice("v.wav", 0.5);

    public void Dispose() => _scene.Dispose();

    [SkippableFact]
    public async Task What_is_set_moves_the_face_and_stands_in_the_record()
    {
        await AnimateAsync("a.csv", "--model", Tiny("tiny-regression"));
        await AnimateAsync("b.csv", "--model", Tiny("tiny-regression"), "--face", "lowerFaceStrength=0.5", "--face", "SkinStrength=0.9", "--solver", "admm");
        Assert.NotEqual(File.ReadAllText(_scene["a.csv"]), File.ReadAllText(_scene["b.csv"]));
        Assert.Equal(("bounded", 1.5, 1), Record("a.csv"));
        Assert.Equal(("admm", 0.5, 0.9), Record("b.csv"));
    }

    [SkippableFact]
    public async Task A_profile_forms_the_face_and_the_command_line_goes_before_it()
    {
        _scene.Text("hero.a2fprofile.yaml", Profile);
        Assert.DoesNotContain("no such thing", (await AnimateAsync("a.csv", "--profile", _scene["hero.a2fprofile.yaml"], "--model", Tiny("tiny-diffusion"))).Error, StringComparison.Ordinal);
        Assert.Equal(("admm", 1.2, 1), Record("a.csv"));
        await AnimateAsync("b.csv", "--profile", _scene["hero.a2fprofile.yaml"], "--model", Tiny("tiny-diffusion"), "--face", "lowerFaceStrength=1.3", "--solver", "bounded");
        Assert.Equal(("bounded", 1.3, 1), Record("b.csv"));

        string told = (await AnimateAsync("c.csv", "--profile", _scene["hero.a2fprofile.yaml"])).Error;
        Assert.Contains("as this model has no such thing: identity Bob, lowerFaceStrength, lipOpenOffset, solver.", told, StringComparison.Ordinal);
    }

    /// <summary>The tiny network shows its noise in the left eye (minimal-bundles.md, Wn).</summary>
    [SkippableFact]
    public async Task The_seed_is_that_of_a_diffusion_models_noise()
    {
        string[] options = ["--model", Tiny("tiny-diffusion"), "--eye-look", "--seed"];
        await AnimateAsync("a.csv", [.. options, "1"]);
        await AnimateAsync("b.csv", [.. options, "1"]);
        await AnimateAsync("c.csv", [.. options, "2"]);
        Assert.Equal(File.ReadAllText(_scene["a.csv"]), File.ReadAllText(_scene["b.csv"]));
        Assert.NotEqual(File.ReadAllText(_scene["a.csv"]), File.ReadAllText(_scene["c.csv"]));
    }

    [SkippableFact]
    public async Task What_cannot_be_set_is_told()
    {
        string told = (await A2f.RunAsync("animate", _scene["v.wav"], "--model", Tiny("tiny-regression"), "--face", "lowerFaceStrenght=1", "--face", "skinStrength=3")).Expect(ExitCodes.Model).Error;
        Assert.Contains("MOD31: lowerFaceStrenght: There is no such face parameter. Did you mean 'lowerFaceStrength'?", told, StringComparison.Ordinal);
        Assert.Contains("MOD15: skinStrength: 3 is outside of what it may be. Give a number from 0 to 2.", told, StringComparison.Ordinal);
        Assert.Contains("MOD32: skinStrength", (await A2f.RunAsync("animate", _scene["v.wav"], "--face", "skinStrength=1")).Expect(ExitCodes.Model).Error, StringComparison.Ordinal);
        told = (await A2f.RunAsync("animate", _scene["v.wav"], "--face", "skinStrength", "--solver", "adm")).Expect(ExitCodes.WrongUse).Error;
        Assert.Contains("'skinStrength' is not of the form NAME=NUMBER", told, StringComparison.Ordinal);
        Assert.Contains("'adm' is not bounded or admm", told, StringComparison.Ordinal);
        Assert.Equal(["v.wav"], _scene.Names);
    }

    [SkippableFact]
    public async Task Every_command_that_opens_a_model_takes_them()
    {
        foreach (string[] command in new[] { new[] { "plot", _scene["v.wav"], "-o", _scene["p.svg"] }, ["animate", _scene["v.wav"]] })
            Assert.Contains("MOD31", (await A2f.RunAsync([.. command, "--model", Tiny("tiny-regression"), "--face", "nose=1"])).Expect(ExitCodes.Model).Error, StringComparison.Ordinal);
        JsonElement shown = (await A2f.RunAsync("models", "show", Tiny("tiny-regression"), "--json")).Expect(ExitCodes.Success).Events("model").Single();
        JsonElement level = shown.GetProperty("faceParameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "faceMaskLevel");
        Assert.Equal((0.5, 0, 1), (level.GetProperty("value").GetDouble(), level.GetProperty("minimum").GetDouble(), level.GetProperty("maximum").GetDouble()));
        Assert.Matches(@"\n    faceMaskLevel +0\.5 +0\.\.1 ", (await A2f.RunAsync("models", "show", Tiny("tiny-regression"))).Expect(ExitCodes.Success).Output);
    }

    [SkippableFact]
    public async Task Watching_opens_the_model_again_when_the_profile_forms_the_face_otherwise()
    {
        _scene.Text("hero.a2fprofile.yaml", Profile);
        await using Watching watch = new(_scene.Folder, "watch", "v.wav", "--profile", "hero.a2fprofile.yaml", "--model", Tiny("tiny-diffusion"), "-o", "out/");
        await watch.ExpectAsync("frames at");
        Assert.Equal(("admm", 1.2, 1), Record("out/v.csv"));
        _scene.Text("hero.a2fprofile.yaml", Profile.Replace("1.2", "1.9", StringComparison.Ordinal));
        await watch.ExpectAsync("hero.a2fprofile.yaml changed");
        await watch.ExpectAsync("frames at");
        Assert.Equal(("admm", 1.9, 1), Record("out/v.csv"));
        Assert.Equal(ExitCodes.Cancelled, (await watch.InterruptAsync()).ExitCode);
    }

    private static string Tiny(string name) => TestPaths.RequireShared("golden", "tiny-bundles", name);

    private async Task<A2f.Outcome> AnimateAsync(string output, params string[] options) =>
        (await A2f.RunAsync(["animate", _scene["v.wav"], "--to", "livelink-csv", "-o", _scene[output], .. options])).Expect(ExitCodes.Success);

    private (string? Solver, double LowerFaceStrength, double SkinStrength) Record(string output)
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(_scene[output + ".provenance.json"]));
        JsonElement parameters = record.RootElement.GetProperty("faceParameters");
        return (record.RootElement.GetProperty("model").GetProperty("solver").GetString(), parameters.GetProperty("lowerFaceStrength").GetDouble(), parameters.GetProperty("skinStrength").GetDouble());
    }
}
