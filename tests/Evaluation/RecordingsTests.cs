using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Tests;

/// <summary>Which files belong together.</summary>
public sealed class RecordingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modkit-eval-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Phone_times_lie_beside_or_in_align_here_or_above()
    {
        string folder = Make("wav16/a.tsv", "wav16/align/b.TextGrid", "align/c.tsv", "align/e.b.txt", "align/a.tsv");
        EvaluationSet set = EvaluationSet.Find(folder, [.. new[] { "a.wav", "b.mp3", "c.wav", "d.wav", "e.b.wav" }.Select(name => Path.Combine(folder, name))]);
        Assert.Equal(["wav16/a.tsv", "wav16/align/b.TextGrid", "align/c.tsv", "align/e.b.txt"],
            set.Recordings.Select(recording => Path.GetRelativePath(_folder, Path.GetFullPath(recording.AlignmentPath)).Replace('\\', '/')));
        Assert.Equal("EVA01 d.wav", $"{Assert.Single(set.Issues).Code} {set.Issues[0].Place}");
    }

    [Fact]
    public void A_transcript_beside_a_recording_is_not_taken_before_its_alignment()
    {
        string folder = Make("wav16/a.txt", "align/a.tsv");
        Assert.EndsWith("a.tsv", EvaluationSet.Find(folder, [Path.Combine(folder, "a.wav")]).Recordings[0].AlignmentPath, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_phone_times_there_is_nothing_to_do() =>
        Assert.Equal("EVA02", Assert.Throws<ModkitException>(() => EvaluationSet.Find(_folder, [Path.Combine(_folder, "a.wav")])).Issues[0].Code);

    [Fact]
    public void Languages_come_from_the_manifest_or_from_names()
    {
        string[] names = ["en_x", "pt_x", "Other_x", "voice_1", "plain", "probe_1"];
        string folder = Make([.. names.Select(name => $"wav16/{name}.tsv")]);
        Write("MANIFEST.tsv", "id\tsex\tlang\nen_x\tF\tde-AT\nprobe_1\t-\t-\nplain\tM\tSV\n");
        EvaluationSet set = EvaluationSet.Find(folder, [.. names.Select(name => Path.Combine(folder, name + ".wav"))]);
        Assert.Equal(["de", "pt", "", "", "sv", ""], set.Recordings.Select(recording => recording.Language));
        Assert.Equal("probe_1", Assert.Single(set.Recordings, recording => recording.IsProbe).Name);
    }

    [Fact]
    public void An_animation_has_the_name_of_its_recording()
    {
        string folder = Make("wav16/a.csv", "wav16/a.csv.provenance.json", "wav16/a.b.a2f.json", "wav16/twice.csv", "wav16/twice.json", "wav16/a.png");
        AnimationFolder animations = new(folder);
        string? Find(string name) => Path.GetFileName(animations.Find(new EvaluationRecording(name + ".wav", name, "", ""), path => Path.GetExtension(path) is ".csv" or ".json"));
        Assert.Equal("a.b.a2f.json", Find("a.b"));
        Assert.Equal("twice.csv", Path.GetFileName(animations.Find(new EvaluationRecording("", "twice", "", ""), path => path.EndsWith(".csv", StringComparison.Ordinal))));
        Assert.Equal("EVA08", Assert.Throws<ModkitException>(() => Find("twice")).Issues[0].Code);
        Assert.Equal("EVA08", Assert.Throws<ModkitException>(() => Find("other")).Issues[0].Code);
    }

    [Fact]
    public void Curves_without_a_mouth_are_refused_and_doubtful_ones_told()
    {
        Assert.Equal("EVA09", Assert.Throws<ModkitException>(() => CurveCheck.Find(new CurveTable(30, 0, ["jawOpen"], []), "a", 1)).Issues[0].Code);
        Assert.Equal("EVA09", Assert.Throws<ModkitException>(() => CurveCheck.Find(Speech.Curves(1, ("eyeBlinkLeft", _ => 0), ("A", _ => 1)), "a", 1)).Issues[0].Code);
        Assert.Empty(CurveCheck.Find(Speech.Curves(1, ("mouthClose_L", _ => 9), ("jawOpen", _ => 1.02f), ("headYaw", _ => -3)), "a", 1.1));
        IReadOnlyList<Issue> issues = CurveCheck.Find(Speech.Curves(1, ("jawOpen", time => time < 0.015 ? float.NaN : time < 0.025 ? 1.1f : 0)), "a", 1.2);
        Assert.Equal(["EVA10", "EVA10", "EVA10"], issues.Select(issue => issue.Code));
        Assert.Contains("2 values that are no numbers", issues[0].Text, StringComparison.Ordinal);
        Assert.Contains("1 weights outside", issues[1].Text, StringComparison.Ordinal);
        Assert.Contains("ends at 0.99 s", issues[2].Text, StringComparison.Ordinal);
    }

    /// <summary>Makes empty files and gives the folder wav16.</summary>
    private string Make(params string[] files)
    {
        foreach (string file in files) Write(file, "");
        return Path.Combine(_folder, "wav16");
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using StreamWriter writer = File.CreateText(path);
        writer.Write(text);
    }
}
