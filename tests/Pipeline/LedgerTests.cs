using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>What a ledger keeps, and what it makes of damage.</summary>
public sealed class LedgerTests : IDisposable
{
    private static readonly DateTime _noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public LedgerTests() => Directory.CreateDirectory(_folder[BatchFolder.OwnFolder]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_row_comes_back_as_it_was_written()
    {
        LedgerEntry entry = new()
        {
            Line = "sound/\"voice\"/héllo\n.lip",
            State = LedgerState.Done,
            TimeUtc = _noon.AddTicks(1),
            Input = "пример 😀.wav",
            InputBytes = 5_000_000_000,
            InputModifiedTicks = 639309049953669930,
            InputSha256 = "ab",
            Recipe = "cd",
            Profile = "modkit.arkit",
            Format = "a2f-json",
            Speaker = "Nick",
            Language = "en",
            Text = "\\ \t</script>",
            DurationSeconds = 1.234567,
            Files = [new LedgerFile("a/b.lip", 12, "ef", 34), new LedgerFile("a/b.wav", 56, "01", 78)],
            Issues = [Issue.Warning("MAP05", "place", "text", "hint"), Issue.Error("MED01", "", "x", "")],
            Figures = new LineFigures { ClosureCount = 3, Jitter = 0.125, Curve = "0aZ" },
        };
        Write(null, entry);
        LedgerEntry read = Assert.Single(Ledger.ReadFolder(_folder.Path)).Value;
        Assert.Equal(entry.Files, read.Files);
        Assert.Equal(entry.Issues, read.Issues);
        Assert.Equal(entry, read with { Files = entry.Files, Issues = entry.Issues });
        LedgerEntry lean = Assert.Single(Ledger.ReadFolder(_folder.Path, withFigures: false)).Value;
        Assert.Null(lean.Figures);
        Assert.Equal(entry.Files, lean.Files);
    }

    [Fact]
    public void The_last_row_of_a_line_counts_over_all_shards()
    {
        Write(null, Row("a", LedgerState.Done, 0), Row("b", LedgerState.Failed, 0), Row("a", LedgerState.Failed, 0));
        Write("0-of-2", Row("b", LedgerState.Done, 5), Row("a", LedgerState.Placing, -5));
        IReadOnlyDictionary<string, LedgerEntry> last = Ledger.ReadFolder(_folder.Path);
        Assert.Equal(LedgerState.Failed, last["a"].State);
        Assert.Equal(LedgerState.Done, last["b"].State);
    }

    [Fact]
    public void A_row_cut_short_at_any_byte_is_ignored_and_the_next_run_goes_on_behind_the_last_whole_one()
    {
        Write(null, Row("a", LedgerState.Done, 0), Row("b", LedgerState.Done, 0));
        string path = Ledger.FindAll(_folder.Path)[0];
        byte[] whole = File.ReadAllBytes(path);
        int second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = second; length < whole.Length; length++)
        {
            Replace(path, whole.AsSpan(0, length));
            List<Issue> issues = [];
            Assert.Equal(["a"], Ledger.ReadFolder(_folder.Path, true, issues).Keys);
            Write(null, Row("c", LedgerState.Done, 0));
            Assert.Equal(["a", "c"], Ledger.ReadFolder(_folder.Path, true, issues).Keys.Order(StringComparer.Ordinal));
            Assert.Empty(issues);
        }
    }

    [Fact]
    public void A_damaged_row_is_told_and_costs_no_other()
    {
        Write(null, Row("a", LedgerState.Done, 0), Row("b", LedgerState.Done, 0), Row("c", LedgerState.Done, 0));
        string path = Ledger.FindAll(_folder.Path)[0];
        byte[] bytes = File.ReadAllBytes(path);
        bytes[Array.IndexOf(bytes, (byte)'\n') + 1] = (byte)'!';
        Replace(path, bytes);
        List<Issue> issues = [];
        Assert.Equal(["a", "c"], Ledger.ReadFolder(_folder.Path, true, issues).Keys.Order(StringComparer.Ordinal));
        Issue issue = Assert.Single(issues);
        Assert.Equal(("BAT02", "ledger.jsonl:2"), (issue.Code, issue.Place));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("{}")]
    [InlineData("""{"line":"x"}""")]
    [InlineData("""{"line":7,"state":"done"}""")]
    [InlineData("""{"line":"x","state":"done","inputBytes":1e99}""")]
    [InlineData("""{"line":"x","state":"done","time":"noon"}""")]
    [InlineData("""{"line":"x","state":"done","files":{}}""")]
    [InlineData("""{"line":"x","state":"done","files":[7]}""")]
    [InlineData("""{"line":"x","state":"done","issues":"no"}""")]
    public void What_is_no_row_is_told(string text)
    {
        Replace(_folder[".a2f/ledger.jsonl"], System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        List<Issue> issues = [];
        Assert.Empty(Ledger.ReadFolder(_folder.Path, true, issues));
        Assert.Equal("BAT02", Assert.Single(issues).Code);
    }

    [Fact]
    public void Members_of_a_newer_program_are_passed_over()
    {
        Replace(_folder[".a2f/ledger.jsonl"], """{"mood":{"a":[1,{}]},"line":"x","state":"done","files":[{"name":"f","bytes":1,"colour":[2]}],"issues":[{"code":"A","more":{}}]}"""u8.ToArray().Append((byte)'\n').ToArray());
        LedgerEntry entry = Assert.Single(Ledger.ReadFolder(_folder.Path)).Value;
        Assert.Equal("f", Assert.Single(entry.Files).Name);
        Assert.Equal("A", Assert.Single(entry.Issues).Code);
    }

    [Fact]
    public void Rows_longer_than_the_buffer_and_many_of_them_are_read()
    {
        LedgerEntry large = Row("large", LedgerState.Done, 0) with { Text = new string('x', 3 << 20) };
        Write(null, [.. Enumerable.Range(0, 3000).Select(i => Row(i.ToString(CultureInfo.InvariantCulture), LedgerState.Done, 0)), large, Row("after", LedgerState.Done, 0)]);
        IReadOnlyDictionary<string, LedgerEntry> last = Ledger.ReadFolder(_folder.Path);
        Assert.Equal(3002, last.Count);
        Assert.Equal(large.Text, last["large"].Text);
    }

    [Fact]
    public void Threads_write_whole_rows()
    {
        using (Ledger ledger = Ledger.Open(_folder[".a2f/ledger.jsonl"]))
            Parallel.For(0, 500, i => ledger.Append(Row(i.ToString(CultureInfo.InvariantCulture), LedgerState.Done, 0)));
        List<Issue> issues = [];
        Assert.Equal(500, Ledger.ReadFolder(_folder.Path, true, issues).Count);
        Assert.Empty(issues);
    }

    private static LedgerEntry Row(string line, LedgerState state, int seconds) => new() { Line = line, State = state, TimeUtc = _noon.AddSeconds(seconds), Input = line + ".wav" };

    private void Write(string? shard, params IEnumerable<LedgerEntry> entries)
    {
        using Ledger ledger = Ledger.Open(_folder[$".a2f/{Ledger.FileName(shard)}"]);
        foreach (LedgerEntry entry in entries) ledger.Append(entry);
    }

    private static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream stream = new(path, FileMode.Create);
        stream.Write(bytes);
    }
}
