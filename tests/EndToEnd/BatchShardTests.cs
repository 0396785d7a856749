using System.Text.Json;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>A batch shared among machines, and what is reported of it.</summary>
public sealed class BatchShardTests : IDisposable
{
    private const int LineCount = 9;

    private readonly Scene _scene = new();

    public BatchShardTests()
    {
        Directory.CreateDirectory(_scene["in"]);
        for (int i = 0; i < LineCount - 1; i++) _scene.Voice($"in/{i}.wav", 0.3 + (0.1 * i));
        _scene.Text("in/<b>bad.wav", "no sound");
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Shards_make_what_one_run_makes_and_are_merged_into_one_report()
    {
        (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["whole"])).Expect(1);
        int made = 0;
        foreach (string shard in (string[])["0/3", "1/3", "2/3"])
        {
            A2f.Outcome outcome = await A2f.RunAsync("batch", _scene["in"], "-o", _scene["mod"], "--shard", shard, "--json");
            made += outcome.Events("line").Count + outcome.Events("failed").Count;
            if (shard == "1/3") Assert.Contains("BAT15", (await A2f.RunAsync("batch", "merge", _scene["mod"])).Expect(1).Error, StringComparison.Ordinal);
        }
        Assert.Equal(LineCount, made);
        Assert.Equal(Contents("whole"), Contents("mod"));

        A2f.Outcome merged = (await A2f.RunAsync("batch", "merge", _scene["mod"], "--json", "--report", _scene["r.html"], "--report", _scene["r.csv"], "--report", _scene["r.json"])).Expect(1);
        JsonElement summary = Assert.Single(merged.Events("summary"));
        Assert.Equal((LineCount - 1, 1), (summary.GetProperty("done").GetInt32(), summary.GetProperty("failed").GetInt32()));
        JsonElement lines = JsonDocument.Parse(File.ReadAllBytes(_scene["r.json"])).RootElement.GetProperty("lines");
        Assert.Equal(LineCount, lines.GetArrayLength());
        Assert.Contains("bad", lines[0].GetRawText(), StringComparison.Ordinal);
        Assert.Equal(LineCount + 1, File.ReadAllLines(_scene["r.csv"]).Length);
        Assert.DoesNotContain("<b>bad", File.ReadAllText(_scene["r.html"]), StringComparison.Ordinal);

        // A whole run afterwards finds what the shards made.
        A2f.Outcome after = (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["mod"], "--only-changed", "--json")).Expect(1);
        Assert.Equal(LineCount - 1, Assert.Single(after.Events("summary")).GetProperty("upToDate").GetInt32());
    }

    [Fact]
    public async Task A_report_is_written_by_the_run_itself_and_an_unknown_kind_is_said_before_the_work()
    {
        Assert.Equal(2, (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["mod"], "--report", _scene["r.doc"])).ExitCode);
        Assert.False(Directory.Exists(_scene["mod"]));
        (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["mod"], "--report", _scene["r.csv"])).Expect(1);
        Assert.Contains(File.ReadLines(_scene["r.csv"]), line => line.Contains("MED05", StringComparison.Ordinal));
    }

    private Dictionary<string, byte[]> Contents(string folder) => Directory.EnumerateFiles(_scene[folder], "*", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/.a2f/", StringComparison.Ordinal)).ToDictionary(path => Path.GetRelativePath(_scene[folder], path), File.ReadAllBytes);
}
