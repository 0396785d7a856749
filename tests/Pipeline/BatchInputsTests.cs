using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class BatchInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Make(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            _folder.Write(name, "");
        }
    }

    private async Task<string[]> NamesAsync(string[] inputs, string? output = null) => [.. (await FindAsync(inputs, output)).Select(source => source.Name)];

    private Task<IReadOnlyList<BatchSource>> FindAsync(string[] inputs, string? output = null) =>
        BatchInputs.FindAsync([.. inputs.Select(input => _folder[input])], new BatchInputOptions { OutputFolder = output is null ? null : _folder[output] }, new MediaReader(), CancellationToken.None);

    [Fact]
    public async Task A_folder_is_searched_to_the_bottom_in_the_order_of_the_names()
    {
        Make("in/b.wav", "in/npc/male/a.OGG", "in/npc/z.fuz", "in/npc.wav", "in/notes.txt", "in/.hidden.wav", "in/.a2f/old.wav", "in/npc/.git/x.wav");
        Assert.Equal(["b.wav", "npc.wav", "npc/male/a.OGG", "npc/z.fuz"], await NamesAsync(["in"]));
    }

    [Fact]
    public async Task A_source_has_the_full_path_of_its_file()
    {
        Make("in/npc/a.wav");
        BatchSource source = Assert.Single(await FindAsync(["in"]));
        Assert.Equal(Path.GetFullPath(_folder["in/npc/a.wav"]), source.Path);
        Assert.Null(source.Entry);
        Assert.Null(source.Obstacle);
    }

    [Fact]
    public async Task The_output_folder_is_not_searched_unless_it_is_named()
    {
        Make("in/a.wav", "in/out/b.wav", "in/outer/c.wav");
        Assert.Equal(["a.wav", "outer/c.wav"], await NamesAsync(["in"], "in/out"));
        Assert.Equal(["b.wav"], await NamesAsync(["in/out"], "in/out/"));
    }

    [Theory]
    [InlineData("in/*.wav", "a.wav", "b.WAV")]
    [InlineData("in/npc/*/*.wav", "female/d.wav", "male/c.wav")]
    [InlineData("in/**/?.wav", "a.wav", "b.WAV", "npc/female/d.wav", "npc/male/c.wav", "npc/male/old/e.wav")]
    [InlineData("in/**/male/**", "npc/male/c.wav", "npc/male/old/e.wav")]
    [InlineData("in/npc/m*", "male/c.wav", "male/old/e.wav")]
    [InlineData("in/*/*/*", "npc/female/d.wav", "npc/male/c.wav", "npc/male/old/e.wav")]
    [InlineData("in/*.txt", "notes.txt")]
    public async Task A_pattern_stands_for_what_matches(string pattern, params string[] names)
    {
        Make("in/a.wav", "in/b.WAV", "in/notes.txt", "in/npc/male/c.wav", "in/npc/male/old/e.wav", "in/npc/female/d.wav", "in/.git/f.wav");
        Assert.Equal(names, await NamesAsync([pattern]));
    }

    [Fact]
    public async Task A_file_is_taken_whatever_it_is_called_and_once_however_often_it_is_named()
    {
        Make("in/a.dat", "in/b.wav");
        Assert.Equal(["a.dat", "b.wav"], await NamesAsync(["in/a.dat", "in", "in/../in/a.dat", "in/*.wav"]));
    }

    [Fact]
    public async Task Recordings_of_two_folders_may_have_one_name()
    {
        Make("en/a.wav", "de/a.wav");
        IReadOnlyList<BatchSource> sources = await FindAsync(["en", "de"]);
        Assert.Equal(["a.wav", "a.wav"], sources.Select(source => source.Name));
        Assert.Equal([Path.GetFullPath(_folder["de/a.wav"]), Path.GetFullPath(_folder["en/a.wav"])], sources.Select(source => source.Path));
    }

    [Fact]
    public async Task Everything_that_stands_for_nothing_is_told_at_once()
    {
        Make("in/a.wav", "empty/notes.txt");
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => FindAsync(["in", "gone", "empty", "in/*.flac", "gone/*.wav", ""]));
        Assert.Equal(["INP01 gone", "INP02 empty", "INP02 in/*.flac", "INP01 gone/*.wav"],
            exception.Issues.Take(4).Select(issue => $"{issue.Code} {Path.GetRelativePath(_folder.Path, issue.Place)}"));
    }

    [SkippableFact]
    public async Task Links_to_folders_lead_out_but_never_in_circles()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a right that users lack there");
        Make("in/npc/a.wav", "elsewhere/b.wav");
        Directory.CreateSymbolicLink(_folder["in/npc/up"], "..");
        Directory.CreateSymbolicLink(_folder["in/again"], "npc");
        Directory.CreateSymbolicLink(_folder["in/more"], _folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["elsewhere/back"], _folder["in"]);
        Directory.CreateSymbolicLink(_folder["in/self"], "self");
        File.CreateSymbolicLink(_folder["in/npc/c.wav"], "a.wav");
        Assert.Equal(["more/b.wav", "npc/a.wav", "npc/c.wav"], await NamesAsync(["in"]));
        // The user's own way there may be a link as well.
        Directory.CreateSymbolicLink(_folder["way"], "in");
        IReadOnlyList<BatchSource> sources = await FindAsync(["way"], "way/npc");
        Assert.Equal([_folder["way/more/b.wav"]], sources.Select(source => source.Path));
        Assert.Equal(["more/b.wav", "npc/a.wav", "npc/c.wav"], await NamesAsync(["way", "way/../way"]));
    }

    [SkippableFact]
    public async Task A_folder_that_may_not_be_read_is_an_obstacle_of_its_own()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "needs a user whom the system refuses something");
        if (OperatingSystem.IsWindows()) return; // said once more for the compiler
        Make("in/a.wav", "in/secret/b.wav");
        File.SetUnixFileMode(_folder["in/secret"], UnixFileMode.None);
        try
        {
            IReadOnlyList<BatchSource> sources = await FindAsync(["in"]);
            Assert.Equal(["a.wav", "secret"], sources.Select(source => source.Name));
            Assert.Equal("INP03", sources[1].Obstacle?.Code);
        }
        finally
        {
            File.SetUnixFileMode(_folder["in/secret"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
