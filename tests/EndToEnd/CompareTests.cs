using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_file_of_nvidias_client_is_compared_with_omniverses_json()
    {
        // 2 Hz; the client's curve comes 40 ms later, and its brow, which the other lacks, stands still.
        string[] rows = [.. Enumerable.Range(0, 150).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i * 16000 / 30 / 16000.0},0.3,{Jaw((i / 30.0) - 0.04)}"))];
        string client = _scene.Text("animation_frames.csv", ",timeCode,blendShapes.BrowInnerUp,blendShapes.JawOpen\n" + string.Join('\n', rows) + "\n");
        string json = _scene.Text("a.a2f.json", $$"""
            {"exportFps": 60, "trackPath": "", "numPoses": 2, "numFrames": 300, "facsNames": ["jawOpen", "cheekPuff"],
             "weightMat": [{{string.Join(',', Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"[{Jaw(i / 60.0)}, 0]")))}}]}
            """);
        A2f.Outcome outcome = (await A2f.RunAsync("compare", json, client, "--json")).Expect(ExitCodes.Success);
        JsonElement channel = outcome.Events("channel").Single(), all = outcome.Events("comparison").Single();
        Assert.Equal(("jawOpen", "JawOpen", "both"), (channel.GetProperty("name").GetString(), channel.GetProperty("otherName").GetString(), channel.GetProperty("moves").GetString()));
        // cos(2 pi 2 0.04) = 0.8763
        Assert.Equal(0.876, channel.GetProperty("correlation").GetDouble(), 2);
        Assert.Equal(40, all.GetProperty("offsetMs").GetDouble(), 0);
        Assert.Equal(("cheekPuff", "BrowInnerUp"), (all.GetProperty("onlyInFirst")[0].GetString(), all.GetProperty("onlyInSecond")[0].GetString()));
        string text = (await A2f.RunAsync("compare", json, client)).Expect(ExitCodes.Success).Output;
        Assert.Contains("animation_frames.csv: Curves as a table, 150 frames at 30 fps, 2 channels", text, StringComparison.Ordinal);
        Assert.Contains("only in B: BrowInnerUp", text, StringComparison.Ordinal);
        Assert.Matches(@"best offset: \+(39|40)\.\d ms", text);
    }

    [Fact]
    public async Task A_limit_is_told_by_the_exit_code()
    {
        string a = _scene.Text("a.curves.csv", "time_seconds,jawOpen,still\n0,0,1\n0.1,0.5,1\n0.2,1,1\n"), b = _scene.Text("b.curves.csv", "time_seconds,jawOpen,still\n0,0,0.5\n0.1,0.5,0.5\n0.2,1,0.5\n");
        A2f.Outcome equal = (await A2f.RunAsync("compare", a, a, "--max-rmse", "0")).Expect(ExitCodes.Success);
        Assert.Contains("1 channels stand still in both and are equal", equal.Output, StringComparison.Ordinal);
        Assert.Contains("correlation 1.0000, RMSE 0.00000, no difference", equal.Output, StringComparison.Ordinal);
        // Still in both, and 0.5 apart.
        A2f.Outcome different = (await A2f.RunAsync("compare", a, b, "--max-rmse", "0.4")).Expect(ExitCodes.Different);
        Assert.Contains("still: the RMSE is 0.5, above 0.4", different.Error, StringComparison.Ordinal);
        Assert.Matches(@"still +still +0\.50000 +0\.50000 +0\.000 +- +-", different.Output);
        (await A2f.RunAsync("compare", a, b, "--max-rmse", "0.5")).Expect(ExitCodes.Success);
        JsonElement still = (await A2f.RunAsync("compare", a, b, "--json")).Events("channel")[1];
        Assert.Equal(JsonValueKind.Null, still.GetProperty("correlation").ValueKind);
    }

    [Fact]
    public async Task Files_with_nothing_in_common_are_told()
    {
        string a = _scene.Text("a.curves.csv", "time_seconds,jawOpen\n0,0\n0.1,0.5\n"), b = _scene.Text("b.curves.csv", "time_seconds,browInnerUp\n0,0\n0.1,0.5\n");
        Assert.Contains("EVA11", (await A2f.RunAsync("compare", a, b)).Expect(ExitCodes.InputMedia).Error, StringComparison.Ordinal);
    }

    private static double Jaw(double seconds) => 0.5 + (0.5 * Math.Sin(2 * Math.PI * 2 * seconds));
}
