using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

public sealed class DumpTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Frames_are_told_with_the_channels_away_from_rest()
    {
        string file = _scene.Text("f.a2f.json", """
            {"exportFps": 25, "trackPath": "", "numPoses": 3, "numFrames": 3, "facsNames": ["jawOpen", "mouthClose", "mouthPucker"],
             "weightMat": [[0, 0, 0], [0.254, 0, 1], [0, 0.004, 0]], "joints": [], "rotations": [], "translations": []}
            """);
        A2f.Outcome outcome = (await A2f.RunAsync("dump", file)).Expect(ExitCodes.Success);
        Assert.Equal(
            ["# f.a2f.json: Audio2Face blendshape JSON, 3 frames at 25 fps from 0 s, 3 channels", "    0.000", "    0.040  jawOpen=0.25 mouthPucker=1.00", "    0.080"],
            outcome.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        Assert.Equal(3, (await A2f.RunAsync("dump", file, "--json")).Expect(ExitCodes.Success).Events("frame").Count);
    }

    [Theory]
    [InlineData("dump")]
    [InlineData("inspect")]
    public async Task A_file_with_the_name_of_an_animation_that_is_none_is_told_why(string command)
    {
        string[] lines = (await A2f.RunAsync(command, _scene.Text("x.lip", "LIP V9.9, of another game"))).Expect(ExitCodes.WrongUse).Error.Split('\n');
        // No format, and what those with this extension miss.
        Assert.StartsWith("error USE09", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("BIO03", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("BET04", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_nobody_reads_is_told() =>
        Assert.Contains("USE09", (await A2f.RunAsync("dump", _scene.Text("x.bin", "?"))).Expect(ExitCodes.WrongUse).Error, StringComparison.Ordinal);
}
