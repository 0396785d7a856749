using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>What a plugin's author is told by a check.</summary>
public sealed class PluginCheckTests : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The check's line is two seconds at 25 frames per second of rest, open and round by turns, 0.2 s each: 9 changes, and rest again at 1.8 s.</summary>
    [Fact]
    public async Task A_shape_that_comes_back_otherwise_is_named_with_its_time()
    {
        IReadOnlyList<CheckFinding> findings = await CheckAsync(typeof(ForgetsTheEnd), ["keeps", "drops", "renames", "moves", "adds", "invents"]);
        Dictionary<string, string> read = findings.Where(finding => finding.What.EndsWith(": reads what it wrote", StringComparison.Ordinal))
            .ToDictionary(finding => finding.What.Split(':')[0], finding => $"{(finding.IsGood ? "ok" : "BAD")} {finding.Detail}");
        Assert.Equal("ok 10 shapes, off by at most 0.0 ms", read["keeps"]);
        Assert.Equal("BAD expected the last key rest at 1.800 s; it is missing", read["drops"]);
        Assert.Equal("BAD expected the last key rest at 1.800 s; round at 1.800 s comes back", read["renames"]);
        Assert.Equal("BAD expected the last key rest at 1.800 s; rest at 1.900 s comes back", read["moves"]);
        Assert.Equal("BAD expected the last key rest at 1.800 s; open at 2.800 s comes after it", read["adds"]);
        Assert.Equal("BAD expected the last key rest at 1.800 s; shape 7 at 1.800 s comes back", read["invents"]);
    }

    [Fact]
    public async Task Where_the_code_failed_is_told()
    {
        CheckFinding finding = (await CheckAsync(typeof(ThrowsInWrite), ["throws"])).Single(finding => finding.What == "throws: writes");
        Assert.Matches(@"DivideByZeroException: oh, at ThrowsInWrite\.cs:\d+\. Mend it and build again\.$", finding.Detail);
    }

    private async Task<IReadOnlyList<CheckFinding>> CheckAsync(Type type, string[] formats)
    {
        string folder = _folder.Add("test.checked", type, formats);
        PluginHostOptions options = new() { BuiltInFolders = [], UnloadLimit = TimeSpan.FromMilliseconds(1) };
        List<CheckFinding> findings = [];
        Assert.Null(await PluginCheck.RunAsync(options, folder, isTrusted: true, new Dictionary<string, IReadOnlyList<RigChannel>>(), findings.Add));
        return findings;
    }
}
