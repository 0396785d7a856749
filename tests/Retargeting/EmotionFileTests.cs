using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Files of emotions over time: tables and YAML, sound and broken.</summary>
public sealed class EmotionFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modkit-emotions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.csv", "time_seconds,joy,sadness\n0,0.5,0\n1.25,1,0.25\n")]
    [InlineData("a.csv", "\uFEFFTime_Seconds;JOY;Sadness\r\n0;.5;0\r\n\r\n1.25;1e0;0.25")]
    [InlineData("a.csv", "sadness\ttime_seconds\tjoy\n0\t0\t0.5\n0.25\t1.25\t1\n")]
    [InlineData("a.CSV", "index,time_code,emotion_values.joy,emotion_values.sadness\n0,0,0.5,0\n1,1.25,1,0.25\n")]
    [InlineData("a.csv", "\"time_seconds\",\"joy\",\"sadness\"\n\"0\",\"0.5\",\"0\"\n\"1.25\",\"1\",\"0.25\"\n")]
    [InlineData("a.yaml", "- {time_seconds: 0, joy: 0.5}\n- {time_seconds: 1.25, joy: 1, sadness: 0.25}\n")]
    [InlineData("a.yml", "# a comment\n-\n  time_seconds: 0\n  Joy: 0.5\n- time: 1.25\n  joy: 1.0\n  sadness: 2.5e-1\n")]
    public void Both_kinds_are_read(string name, string text)
    {
        foreach (string culture in new[] { "", "de-DE" })
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            EmotionFile file = EmotionFile.Read(Write(name, text));
            CultureInfo.CurrentCulture = before;
            Assert.Equal(name, file.Name);
            Assert.Equal(64, file.Sha256.Length);
            Assert.Equal([0, 1.25], file.Keys.Select(key => key.TimeSeconds));
            Assert.Equal([0, 0, 0, 0, 0, 0, 0.5f, 0, 0, 0], file.Keys[0].Strengths);
            Assert.Equal([0, 0, 0, 0, 0, 0, 1, 0, 0, 0.25f], file.Keys[1].Strengths);
        }
    }

    [Theory]
    [InlineData("a.csv", "time_seconds,joi,anger,anger,x\n", "EMO03:1:14 EMO02:1:24 EMO03:1:30")]
    [InlineData("a.csv", "time_seconds,joy\n0,0.5\n0.5,1.5\n0.5,-0.1\n0.4,NaN\nx,0\n1,0,0\n2,\n", "EMO04:3:5 EMO04:4:5 EMO05:4:1 EMO04:5:5 EMO05:5:1 EMO04:6:1 EMO02:7:1 EMO04:8:3")]
    [InlineData("a.csv", "time_seconds;joy\n0;0,5\n-1;0\n1e9;0\n", "EMO04:2:3 EMO04:3:1 EMO04:4:1")]
    [InlineData("a.csv", "time_seconds,joy\n0.5,0\n0.50001,1\n", "EMO05:3:1")]
    [InlineData("a.csv", "joy,sadness\n0.5,0\n", "EMO02:1:1")]
    [InlineData("a.csv", "", "EMO02:1:1")]
    [InlineData("a.csv", "time_seconds,joy\n", "EMO02:1:1")]
    [InlineData("a.yaml", "- {time_seconds: 0, joi: 1, joy: 2}\n- {joy: 1}\n- 5\n- {time_seconds: 0, joy: [1], anger: .nan, fear: '1', pain: 1e400}\n",
        "EMO03:1:21 EMO04:1:34 EMO02:2:3 EMO02:3:3 EMO04:4:26 EMO04:4:38 EMO04:4:50 EMO04:4:61 EMO05:4:3")]
    [InlineData("a.yaml", "keys: 1\n", "EMO02:1:1")]
    [InlineData("a.yaml", "[]\n", "EMO02:1:1")]
    [InlineData("a.yaml", "", "PRO05:1:1")]
    [InlineData("a.yaml", "- {time_seconds: 0, joy: 1, joy: 1}\n", "PRO06:1:29")]
    [InlineData("a.yaml", "- {time_seconds: 0\n- 3\n", "PRO02:1:1")]
    [InlineData("a.yaml", "- &a {time_seconds: 0}\n- *a\n", "PRO04:1:3")]
    public void Everything_wrong_is_told_at_once_with_its_place(string name, string text, string expected)
    {
        ModkitException refusal = Assert.Throws<ModkitException>(() => EmotionFile.Read(Write(name, text)));
        Assert.Equal(expected, string.Join(' ', refusal.Issues.Select(issue => issue.Code + issue.Place[name.Length..])));
        Assert.All(refusal.Issues, issue => Assert.NotEmpty(issue.Hint));
    }

    [Fact]
    public void Hostile_files_are_refused_quickly()
    {
        Assert.Equal("PRO03", Refuse("a.yaml", new string('[', 100_000)));
        Assert.Equal("PRO03", Refuse("a.yaml", string.Concat(Enumerable.Repeat("- {a: 1}\n", 9_000))));
        Assert.Equal("EMO01", Refuse("a.yaml", new string(' ', 256 * 1024) + "[]"));
        Assert.Equal("EMO01", Refuse("a.csv", new string('1', (16 * 1024 * 1024) + 1)));
        Assert.Equal("EMO02", Refuse("a.csv", "time_seconds\n" + string.Concat(Enumerable.Range(0, 200_001).Select(i => FormattableString.Invariant($"{i / 10.0}\n")))));
        Assert.Equal("EMO03", Refuse("a.csv", string.Concat(Enumerable.Repeat("evil,", 100_000))));
        Assert.Equal("EMO01", Refuse("a.txt", "time_seconds,joy\n0,1\n"));
        File.WriteAllBytes(Path.Combine(_folder, "b.csv"), [0xff, 0xfe, 0x80]);
        Assert.Equal("EMO01", Code(() => EmotionFile.Read(Path.Combine(_folder, "b.csv"))));
        Assert.Equal("EMO01", Code(() => EmotionFile.Read(Path.Combine(_folder, "not-there.csv"))));
        Assert.Equal(100, Assert.Throws<ModkitException>(() => EmotionFile.Read(Write("a.csv", "time_seconds,joy\n" + string.Concat(Enumerable.Repeat("x,y\n", 1_000))))).Issues.Count);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        Random random = new(17);
        foreach ((string name, string text) in new[] { ("a.csv", "time_seconds,joy,sadness\n0,0.5,0\n1.25,1,0.25\n"), ("a.yaml", "- {time_seconds: 0, joy: 0.5}\n- time_seconds: 1.25\n  joy: 1\n") })
        {
            for (int round = 0; round < 1_000; round++)
            {
                char[] damaged = text.ToCharArray();
                for (int i = random.Next(1, 4); i > 0; i--) damaged[random.Next(damaged.Length)] = (char)random.Next(1, 128);
                string path = Write(name, new string(damaged));
                try
                {
                    Assert.All(EmotionFile.Read(path).Keys, key => Assert.All(key.Strengths, strength => Assert.InRange(strength, 0, 1)));
                }
                catch (ModkitException refusal)
                {
                    Assert.NotEmpty(refusal.Issues);
                }
            }
        }
    }

    [Fact]
    public void The_examples_of_the_page_say_the_same()
    {
        string page = File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, "docs", "emotions.md"));
        IReadOnlyList<EmotionKey>[] examples = [.. new[] { "csv", "yaml" }.Select(kind => EmotionFile.Read(Write("a." + kind, page.Split($"```{kind}\n")[1].Split("```")[0])).Keys)];
        Assert.Equal([0, 1.5, 2.25], examples[0].Select(key => key.TimeSeconds));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(examples[0][i].TimeSeconds, examples[1][i].TimeSeconds);
            Assert.Equal(examples[0][i].Strengths, examples[1][i].Strengths);
        }
    }

    [Fact]
    public void A_folder_has_a_file_for_each_recording_that_feels_something()
    {
        Write("one.csv", "time_seconds,joy\n0,1\n");
        Write("two.yaml", "- {time_seconds: 0, fear: 1}\n");
        Assert.Equal(["one.csv", null, "two.yaml"], EmotionFile.ReadFor(_folder, ["one", "three", "two"]).Select(file => file?.Name));
        Assert.Equal(["one.csv", "one.csv"], EmotionFile.ReadFor(Path.Combine(_folder, "one.csv"), ["a", "b"]).Select(file => file!.Name));
        Assert.Equal("EMO01", Code(() => EmotionFile.ReadFor(_folder, ["three", "four"])));
        Write("three.csv", "time_seconds,joi\n0,1\n");
        Write("four.csv", "time_seconds\n0,1\n");
        Assert.Equal(["EMO03", "EMO02"], Assert.Throws<ModkitException>(() => EmotionFile.ReadFor(_folder, ["one", "three", "four"])).Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        // Rises, stays, and falls: four corners.
        float[] values = new float[10 * 121];
        for (int frame = 0; frame < 121; frame++) values[(frame * 10) + 6] = Math.Min(1, Math.Min(frame, 120 - frame) / 30f);
        CurveTable emotions = new(60, 0, EmotionChannels.All, values);
        Assert.Equal("""
            time_seconds,amazement,anger,cheekiness,disgust,fear,grief,joy,outofbreath,pain,sadness
            0,0,0,0,0,0,0,0,0,0,0
            0.5,0,0,0,0,0,0,1,0,0,0
            1.5,0,0,0,0,0,0,1,0,0,0
            2,0,0,0,0,0,0,0,0,0,0

            """, Written(emotions));
        IReadOnlyList<EmotionKey> keys = EmotionFile.Read(Write("again.csv", Written(emotions))).Keys;
        Assert.Equal([0, 0.5, 1.5, 2], keys.Select(key => key.TimeSeconds));
        Assert.Equal(1, keys[2].Strengths[6]);
    }

    [Fact]
    public void A_neutral_face_is_written_as_one_key_of_zeros()
    {
        Assert.EndsWith("sadness\n0,0,0,0,0,0,0,0,0,0,0\n", Written(null), StringComparison.Ordinal);
        Assert.EndsWith("sadness\n0,0,0,0,0,0,0,0,0,0,0\n", Written(new CurveTable(60, 0, EmotionChannels.All, new float[300])), StringComparison.Ordinal);
        Assert.EndsWith("sadness\n0,0,0,0,0,0,0,0,0,0,0\n", Written(new CurveTable(60, 0, EmotionChannels.All, [])), StringComparison.Ordinal);
    }

    private static string Written(CurveTable? emotions)
    {
        using MemoryStream stream = new();
        EmotionTable.Write(emotions, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.Delete(path);
        using FileStream file = File.Create(path);
        file.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private string Refuse(string name, string text) => Code(() => EmotionFile.Read(Write(name, text)));

    private static string Code(Action action) => Assert.Throws<ModkitException>(action).Issues[0].Code;
}
