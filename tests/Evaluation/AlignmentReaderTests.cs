using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Evaluation.Tests;

public sealed class AlignmentReaderTests
{
    private const string LongGrid = """
        File type = "ooTextFile"
        Object class = "TextGrid"

        xmin = 0
        xmax = 1.5
        tiers? <exists>
        size = 2
        item []:
            item [1]:
                class = "IntervalTier"
                name = "words"
                xmin = 0
                xmax = 1.5
                intervals: size = 1
                intervals [1]:
                    xmin = 0
                    xmax = 1.5
                    text = "say ""ah"" 12"
            item [2]:
                class = "IntervalTier"
                name = "speaker - phones"
                xmin = 0
                xmax = 1.5
                intervals: size = 2
                intervals [1]:
                    xmin = 0
                    xmax = 0.5
                    text = ""
                intervals [2]:
                    xmin = 0.5
                    xmax = 1.5
                    text = "AA1"
        """;

    private const string ShortGrid = "File type = \"ooTextFile\"\n\"TextGrid\"\n0\n1.5\n<exists>\n2\n\"TextTier\" ! clicks\n\"clicks\"\n0\n1.5\n1\n0.7\n\"click\"\n\"IntervalTier\"\n\"sounds\"\n0\n1.5\n2\n0\n0.5\n\"sil\"\n0.5\n1.5\n\"aa\"\n";

    private static readonly Phone[] _pauseAndAa = [new(0, 0.5, "SIL"), new(0.5, 1.5, "AA")];

    public static TheoryData<string> SameInEveryDress { get; } =
    [
        "start\tend\tphone\n0.000\t0.500\tSIL\n0.500\t1.500\tAA\n",
        "0\t0.5\tsil\r\n\r\n0.5\t1.5\taa2\r\n",
        "0.000000\t0.500000\t\n0.500000\t1.500000\tAA\n\\\t200.0\t3000.0\n",
        "0 0.5 <p:>\n5e-1 1.5 AA0",
        LongGrid,
        ShortGrid,
    ];

    [Theory]
    [MemberData(nameof(SameInEveryDress))]
    public void Tables_labels_and_grids_give_the_same_phones(string text) => Assert.Equal(_pauseAndAa, AlignmentReader.Parse(text, "a.tsv"));

    [Fact]
    public void Sounds_of_TIMIT_are_folded() =>
        Assert.Equal(["AH", "M", "HH", "SIL", "BH"], AlignmentReader.Parse("0 1 ax\n1 2 em\n2 3 hv\n3 4 h#\n4 5 BH", "a").Select(phone => phone.Name));

    [Theory]
    [InlineData("0 0.5 SIL\n0.5 x AA", "EVA03", "a.tsv:2")]
    [InlineData("0 0,5 SIL", "EVA03", "a.tsv:1")]
    [InlineData("0.5 0.5 AA", "EVA03", "a.tsv:1")]
    [InlineData("-0.1 0.5 AA", "EVA03", "a.tsv:1")]
    [InlineData("0 NaN AA", "EVA03", "a.tsv:1")]
    [InlineData("printing in the only sense", "EVA03", "a.tsv:1")]
    [InlineData("0 1 AA\n0.9 2 P", "EVA04", "a.tsv:2")]
    [InlineData("1 2 AA\n\n0 1 P", "EVA04", "a.tsv:3")]
    [InlineData("0 1 AA\n1 2 QX", "EVA05", "a.tsv:2")]
    [InlineData("", "EVA07", "a.tsv")]
    [InlineData("start\tend\tphone\n", "EVA07", "a.tsv")]
    public void A_bad_row_is_told_with_its_line(string text, string code, string place)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => AlignmentReader.Parse(text, "a.tsv")).Issues);
        Assert.Equal((code, place), (issue.Code, issue.Place));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_and_an_unknown_phone_only_once()
    {
        ModkitException exception = Assert.Throws<ModkitException>(() => AlignmentReader.Parse("0 1 SHH\n1 2 SHH\n1.5 3 AA\n4 4 P", "a"));
        Assert.Equal(["EVA05 a:1", "EVA04 a:3", "EVA03 a:4"], exception.Issues.Select(issue => $"{issue.Code} {issue.Place}"));
        Assert.Contains("'SH'", exception.Issues[0].Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"TextGrid\"\n0\n1\n<exists>\n2\n\"IntervalTier\"\n\"a\"\n0\n1\n0\n\"IntervalTier\"\n\"b\"\n0\n1\n0\n", "'a', 'b'")]
    [InlineData("\"TextGrid\"\n0\n1\n<exists>\n0\n", "there is none")]
    [InlineData("\"TextGrid\"\n0\n1\n<exists>\n1\n\"IntervalTier\"\n\"phones\"\n0\n1\n9\n0\n1\n\"AA", "no end")]
    [InlineData("\"TextGrid\"\n0\n1\n<exists>\n1\n\"IntervalTier\"\n\"phones\"\n0\n1\n1e99\n", "number of tiers")]
    [InlineData("\"TextGrid\"\n0\n1\n<exists>\n1\n\"IntervalTier\"\n\"phones\"\n0\n1\n2\n0\n", "breaks off")]
    public void A_grid_without_a_sound_phone_tier_is_refused(string text, string reason)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => AlignmentReader.Parse("\"ooTextFile\"\n" + text, "a.TextGrid")).Issues);
        Assert.Equal("EVA07", issue.Code);
        Assert.Contains(reason, issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_a_grid_is_told_with_its_line()
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => AlignmentReader.Parse(LongGrid.Replace("AA1", "QQ", StringComparison.Ordinal), "a.TextGrid")).Issues);
        Assert.Equal(("EVA05", "a.TextGrid:32"), (issue.Code, issue.Place));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        Random random = new(7);
        foreach (string text in new[] { LongGrid, ShortGrid, "start\tend\tphone\n0.000\t0.500\tSIL\n0.500\t1.500\tAA\n" })
        {
            for (int i = 0; i < 2000; i++)
            {
                char[] damaged = text.ToCharArray();
                for (int j = random.Next(1, 4); j > 0; j--) damaged[random.Next(damaged.Length)] = " \n\"0.9-!xA\\"[random.Next(10)];
                try
                {
                    Assert.NotEmpty(AlignmentReader.Parse(new string(damaged)[..random.Next(damaged.Length + 1)], "a"));
                }
                catch (ModkitException exception)
                {
                    Assert.All(exception.Issues, issue => Assert.StartsWith("EVA0", issue.Code, StringComparison.Ordinal));
                }
            }
        }
    }

    [Fact]
    public void Phones_of_a_longer_recording_are_refused()
    {
        AlignmentReader.RequireFit(_pauseAndAa, "a.tsv", 1.3);
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => AlignmentReader.RequireFit(_pauseAndAa, "a.tsv", 1.2)).Issues);
        Assert.Equal("EVA06", issue.Code);
        Assert.Contains("1.5 s", issue.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Every_alignment_of_the_development_set_is_sound()
    {
        string[] files = Directory.GetFiles(TestPaths.RequireShared("speech", "align"), "*.tsv");
        Assert.Equal(99, files.Length);
        // The README of the set counts 6,245 phones in its recordings, pauses not among them.
        int phones = files.Where(file => !Path.GetFileName(file).StartsWith("probe", StringComparison.Ordinal)).Sum(file => AlignmentReader.Read(file).Count(phone => phone.Name != Phone.Silence));
        Assert.Equal(6245, phones);
    }
}
