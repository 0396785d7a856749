using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Where a batch puts files.</summary>
public sealed class BatchPlannerTests : IDisposable
{
    private readonly BatchScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("hello.wav", null, "hello.table")]
    [InlineData("npc/male.old/hello.there.ogg", null, "npc/male.old/hello.there.table")]
    [InlineData("hello.wav", "en/greeting", "en/greeting.table")]
    [InlineData("hello.wav", "en/greeting.table", "en/greeting.table")]
    [InlineData("hello.wav", "en/v1.2", "en/v1.2.table")]
    public void Files_lie_as_the_recordings_do_or_as_the_manifest_says(string name, string? output, string expected)
    {
        BatchLine line = Plan(new BatchSource { Path = "/any/where.wav", Name = name, Output = output });
        Assert.Equal(expected, line.Id);
        Assert.Equal(_scene.Folder["mod/" + expected], line.Target.MainPath);
        Assert.Null(line.Obstacle);
    }

    [Theory]
    [InlineData("voice/Nick/Hi.wav", null, "sound/nick/hi.table")]
    [InlineData("packs/voices.zip", "Nick/Hi.wav", "sound/nick/hi.table")]
    [InlineData("packs/voices.zip", "Hi.wav", "sound/voices/hi.table")]
    public void A_game_has_its_own_places_and_an_archive_is_a_folder(string path, string? entry, string expected)
    {
        ProfileOutput output = new() { Path = "sound/{folder}/{name}", IsLowerCase = true };
        Treatment treatment = _scene.Treatment() with { Template = new OutputTemplate(output, new Dictionary<string, string>(), _scene.Output) };
        BatchSource source = new() { Path = _scene.Folder[path], Entry = entry, Name = entry ?? "Nick/Hi.wav" };
        Assert.Equal(expected, Plan(source, treatment).Id);
        Assert.Equal("elsewhere/hi.table", Plan(source with { Output = "elsewhere/hi" }, treatment).Id);
    }

    [Fact]
    public void Two_lines_for_one_file_are_told_apart_also_where_case_does_not_count()
    {
        BatchPlanner planner = new(_scene.Output, null);
        Treatment treatment = _scene.Treatment();
        BatchLine first = planner.Plan(new BatchSource { Path = "/a/Hello.wav", Name = "Hello.wav" }, treatment);
        BatchLine second = planner.Plan(new BatchSource { Path = "/b/hello.ogg", Name = "hello.ogg" }, treatment);
        Assert.Null(first.Obstacle);
        Assert.Equal("OUT06", second.Obstacle!.Code);
        Assert.NotEqual(first.Id, second.Id);
    }

    private BatchLine Plan(BatchSource source, Treatment? treatment = null) => new BatchPlanner(_scene.Output, null).Plan(source, treatment ?? _scene.Treatment());
}
