using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests.Batch;

public sealed class ShardChoiceTests
{
    private static readonly Dictionary<string, string> _none = [];

    // Python: int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], 'big') % count
    [Theory]
    [InlineData("hello.lip", 1, 0)]
    [InlineData("hello.lip", 2, 1)]
    [InlineData("hello.lip", 4, 3)]
    [InlineData("hello.lip", 7, 6)]
    [InlineData("hello.lip", 100, 19)]
    [InlineData("sound/voice/mod.esp/maleeventoned/hi_0001.fuz", 7, 6)]
    [InlineData("sound/voice/mod.esp/maleeventoned/hi_0001.fuz", 100, 11)]
    [InlineData("Straße/füße.wav", 4, 2)]
    [InlineData("Straße/füße.wav", 100, 82)]
    [InlineData("日本語/こんにちは.wav", 7, 4)]
    [InlineData("日本語/こんにちは.wav", 100, 72)]
    public void A_line_belongs_to_the_shard_its_hash_says_and_to_no_other(string line, int count, int index)
    {
        for (int shard = 0; shard < count; shard++) Assert.Equal(shard == index, new ShardChoice(shard, count).Contains(line));
    }

    [Fact]
    public void Sixty_thousand_lines_of_a_game_are_spread_evenly()
    {
        string[] lines = [.. Enumerable.Range(0, 60_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"voice/npc{i % 40:00}/line_{i:00000}.fuz"))];
        int[] counts = [.. Enumerable.Range(0, 7).Select(index => lines.Count(new ShardChoice(index, 7).Contains))];
        // As Python counts them.
        Assert.Equal([8655, 8586, 8622, 8605, 8535, 8401, 8596], counts);
    }

    [Theory]
    [InlineData("0/1", 0, 1)]
    [InlineData("0/4", 0, 4)]
    [InlineData("3/4", 3, 4)]
    [InlineData("99999/100000", 99_999, 100_000)]
    public void A_shard_is_chosen_by_hand(string text, int index, int count) => Assert.Equal(new ShardChoice(index, count), ShardChoice.Parse(text, _none));

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("4/4")]
    [InlineData("-1/4")]
    [InlineData("+1/4")]
    [InlineData("0/0")]
    [InlineData("0/100001")]
    [InlineData(" 0/4")]
    [InlineData("0/4/4")]
    [InlineData("1,0/4")]
    [InlineData("Auto")]
    [InlineData("auto/0")]
    [InlineData("auto/")]
    [InlineData("0/99999999999")]
    public void What_is_no_shard_is_refused(string text) => Assert.Equal("BAT10", CodeOf(text, _none));

    // ID, MIN, MAX, COUNT, STEP as sbatch --array gives them; an empty value is not set.
    [Theory]
    [InlineData("0", "0", "3", "4", "", 0)]
    [InlineData("3", "0", "3", "4", "", 3)]
    [InlineData("1", "1", "4", "4", "1", 0)]
    [InlineData("4", "1", "4", "4", "", 3)]
    [InlineData("10", "2", "14", "4", "4", 2)]
    [InlineData("14", "2", "", "4", "4", 3)]
    public void A_task_of_a_Slurm_array_knows_its_shard(string id, string lowest, string highest, string count, string step, int index)
    {
        Assert.Equal(new ShardChoice(index, 4), ShardChoice.Parse("auto", Slurm(id, lowest, highest, count, step)));
        Assert.Equal(new ShardChoice(index, 4), ShardChoice.Parse("auto/4", Slurm(id, lowest, highest, count, step)));
    }

    [Theory]
    // --array=1,3,7 has no even steps; a number outside; no numbers; one variable alone; a count that is none.
    [InlineData("auto", "3", "1", "7", "3", "")]
    [InlineData("auto", "4", "0", "3", "4", "")]
    [InlineData("auto", "0", "1", "4", "4", "")]
    [InlineData("auto", "5", "2", "14", "4", "4")]
    [InlineData("auto", "x", "0", "3", "4", "")]
    [InlineData("auto", "0", "", "", "", "")]
    [InlineData("auto", "0", "0", "0", "0", "")]
    [InlineData("auto", "0", "0", "3", "4", "0")]
    // Task 2 alone, started again by hand: --shard says four.
    [InlineData("auto/4", "2", "2", "2", "1", "")]
    public void A_Slurm_array_that_does_not_fit_is_refused(string text, string id, string lowest, string highest, string count, string step) =>
        Assert.Equal("BAT12", CodeOf(text, Slurm(id, lowest, highest, count, step)));

    [Fact]
    public void A_pod_of_an_indexed_Job_knows_its_index_but_not_the_count()
    {
        Dictionary<string, string> pod = new() { ["JOB_COMPLETION_INDEX"] = "2" };
        Assert.Equal(new ShardChoice(2, 4), ShardChoice.Parse("auto/4", pod));
        Assert.Equal("BAT11", CodeOf("auto", pod));
        Assert.Equal("BAT12", CodeOf("auto/2", pod));
        pod["SLURM_ARRAY_TASK_ID"] = "2";
        Assert.Equal("BAT12", CodeOf("auto/4", pod));
    }

    [Fact]
    public void Where_there_is_no_array_there_is_no_shard() => Assert.Equal("BAT11", CodeOf("auto", new() { ["PATH"] = "/bin" }));

    private static string CodeOf(string text, Dictionary<string, string> environment) =>
        Assert.Throws<ModkitException>(() => ShardChoice.Parse(text, environment)).Issues.Single().Code;

    private static Dictionary<string, string> Slurm(params string[] values)
    {
        string[] names = ["ID", "MIN", "MAX", "COUNT", "STEP"];
        return names.Zip(values).Where(pair => pair.Second.Length > 0).ToDictionary(pair => "SLURM_ARRAY_TASK_" + pair.First, pair => pair.Second);
    }
}
