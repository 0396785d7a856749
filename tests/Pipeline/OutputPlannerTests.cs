using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class OutputPlannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void By_default_the_output_lies_beside_the_recording()
    {
        Line line = OutputPlanner.Plan([_folder["a.b.wav"]], isSingle: true, null, ".a2f.json").Single();
        Assert.Equal(_folder["a.b.a2f.json"], line.Target.MainPath);
        Assert.Equal(_folder["a.b.a2f.json.provenance.json"], line.Target.ProvenancePath);
    }

    [Theory]
    [InlineData("take.a2f.json", "take.a2f.json", "take.bin")]
    [InlineData("take.json", "take.json", "take.bin")]
    [InlineData("take", "take.a2f.json", "take.bin")]
    [InlineData("TAKE.A2F.JSON", "TAKE.A2F.JSON", "TAKE.bin")]
    public void One_recording_may_name_its_file(string output, string main, string second)
    {
        OutputTarget target = OutputPlanner.Plan(["voice.wav"], isSingle: true, _folder[output], ".a2f.json").Single().Target;
        Assert.Equal(_folder[main], target.MainPath);
        Assert.Equal(_folder[second], target.PathOf(".bin"));
    }

    [Fact]
    public void A_folder_is_taken_as_such_when_it_is_there_or_ends_in_a_separator()
    {
        Directory.CreateDirectory(_folder["there"]);
        Assert.Equal(_folder["there/voice.csv"], OutputPlanner.Plan(["voice.wav"], isSingle: true, _folder["there"], ".csv").Single().Target.MainPath);
        Assert.Equal(_folder["new/voice.csv"], OutputPlanner.Plan(["voice.wav"], isSingle: true, _folder["new"] + "/", ".csv").Single().Target.MainPath);
        Assert.Equal(_folder["new/voice.csv"], OutputPlanner.Plan(["voice.wav"], isSingle: false, _folder["new"], ".csv").Single().Target.MainPath);
    }

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        ModkitException thrown = Assert.Throws<ModkitException>(() => OutputPlanner.Plan(["voice.wav"], isSingle: true, "take.glb", ".csv"));
        Assert.Equal("OUT11", thrown.Issues[0].Code);
    }

    [Fact]
    public void Several_recordings_do_not_fit_into_a_file()
    {
        string file = _folder.Write("take.csv", "");
        ModkitException thrown = Assert.Throws<ModkitException>(() => OutputPlanner.Plan(["a.wav", "b.wav"], isSingle: false, file, ".csv"));
        Assert.Equal("OUT12", thrown.Issues[0].Code);
    }

    [Fact]
    public void Of_two_recordings_with_one_name_the_first_is_made_and_the_second_named()
    {
        IReadOnlyList<Line> lines = OutputPlanner.Plan(["x/hello.wav", "y/hello.mp3", "y/other.wav"], isSingle: false, _folder.Path, ".csv");
        Assert.Equal([null, "OUT06", null], lines.Select(line => line.Obstacle?.Code));
        Assert.Contains("hello.wav", lines[1].Obstacle!.Text, StringComparison.Ordinal);
    }
}
