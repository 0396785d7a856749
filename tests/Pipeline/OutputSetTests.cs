using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class OutputSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_vanishes_meanwhile_is_an_issue()
    {
        Directory.CreateDirectory(_folder["staging"]);
        using OutputSet set = new(new OutputTarget(_folder["out"], "line", ".csv") { StagingFolder = _folder["staging"] }, overwrite: false);
        using (Stream stream = set.Create(".csv")) stream.WriteByte(1);
        Directory.Delete(_folder["staging"], recursive: true);
        Assert.Equal("OUT02", Assert.Throws<ModkitException>(() => set.Commit()).Issues[0].Code);
        Assert.Empty(Directory.GetFiles(_folder["out"]));
    }

    [Fact]
    public void All_files_appear_together()
    {
        using OutputSet set = new(Target(), overwrite: false);
        Put(set, ".gltf", "one");
        Put(set, ".bin", "two");
        Assert.DoesNotContain(_folder.Names, name => name.StartsWith("line", StringComparison.Ordinal));
        IReadOnlyList<OutputFile> files = set.Commit();
        Assert.Equal(["line.bin", "line.gltf"], _folder.Names);
        Assert.Equal([OutputChange.Created, OutputChange.Created], files.Select(file => file.Change));
        // sha256sum of "one".
        Assert.Equal("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed", files[0].Sha256);
    }

    [Fact]
    public void Without_commit_nothing_is_left()
    {
        using (OutputSet set = new(Target(), overwrite: true)) Put(set, ".gltf", "one");
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void An_existing_file_is_not_replaced_and_its_partner_not_written()
    {
        _folder.Write("line.gltf", "mine");
        Issue issue = Fails(overwrite: false, (".bin", "two"), (".gltf", "one"));
        Assert.Equal("OUT01", issue.Code);
        Assert.Equal("line.gltf", issue.Place);
        Assert.Equal("mine", _folder.Read("line.gltf"));
        Assert.Equal(["line.gltf"], _folder.Names);
    }

    [Fact]
    public void The_first_version_replaced_is_kept_and_no_later_one()
    {
        _folder.Write("line.gltf", "mine");
        foreach (string version in new[] { "first", "second" })
        {
            using OutputSet set = new(Target(), overwrite: true);
            Put(set, ".gltf", version);
            Assert.Equal(OutputChange.Replaced, set.Commit()[0].Change);
        }
        Assert.Equal("second", _folder.Read("line.gltf"));
        Assert.Equal("mine", _folder.Read("line.gltf.bak"));
        Assert.Equal(["line.gltf", "line.gltf.bak"], _folder.Names);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_with_the_same_bytes_is_not_touched(bool overwrite)
    {
        string path = _folder.Write("line.gltf", "same");
        DateTime written = new(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);
        using OutputSet set = new(Target(), overwrite);
        Put(set, ".gltf", "same");
        Assert.Equal(OutputChange.Unchanged, set.Commit()[0].Change);
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        set.Dispose();
        Assert.Equal(["line.gltf"], _folder.Names);
    }

    [SkippableFact]
    public void A_link_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        string elsewhere = _folder.Write("elsewhere.txt", "precious");
        File.CreateSymbolicLink(_folder["line.gltf"], elsewhere);
        Assert.Equal("OUT07", Fails(overwrite: true, (".gltf", "one")).Code);
        Assert.Equal("precious", _folder.Read("elsewhere.txt"));
    }

    [Fact]
    public void A_folder_in_the_way_is_refused()
    {
        Directory.CreateDirectory(_folder["line.gltf"]);
        Assert.Equal("OUT05", Fails(overwrite: true, (".gltf", "one")).Code);
    }

    [Fact]
    public void The_recording_itself_is_never_replaced()
    {
        string input = _folder.Write("line.wav", "voice");
        using OutputSet set = new(new OutputTarget(_folder.Path, "line", ".wav"), overwrite: true, input);
        Put(set, ".wav", "other");
        ModkitException thrown = Assert.Throws<ModkitException>(() => set.Commit());
        Assert.Equal("OUT10", thrown.Issues[0].Code);
        Assert.Equal("voice", _folder.Read("line.wav"));
    }

    [Theory]
    [InlineData("gltf")]
    [InlineData("")]
    [InlineData("./x")]
    [InlineData(".a/b")]
    [InlineData(@".a\b")]
    [InlineData("..")]
    [InlineData(".x..y")]
    [InlineData(".x.")]
    [InlineData(".ß")]
    [InlineData(".x:y")]
    [InlineData(".bak")]
    [InlineData(".gltf.provenance.json")]
    [InlineData(".GLTF")]
    public void A_plugin_cannot_choose_the_place(string extension)
    {
        using OutputSet set = new(Target(), overwrite: true);
        Put(set, ".gltf", "one");
        ModkitException thrown = Assert.Throws<ModkitException>(() => set.Create(extension));
        Assert.Equal("OUT08", thrown.Issues[0].Code);
    }

    [Fact]
    public void A_name_the_file_system_cannot_hold_is_said_before_the_work()
    {
        using OutputSet set = new(new OutputTarget(_folder.Path, new string('x', 253), ".gltf"), overwrite: true);
        Assert.Equal("OUT04", Assert.Throws<ModkitException>(() => set.Create(".gltf")).Issues[0].Code);
    }

    [Fact]
    public void A_file_where_the_folder_should_be_is_an_issue()
    {
        _folder.Write("taken", "");
        ModkitException thrown = Assert.Throws<ModkitException>(() => new OutputSet(new OutputTarget(_folder["taken"], "line", ".gltf"), overwrite: true));
        Assert.Equal("OUT09", thrown.Issues[0].Code);
    }

    [Fact]
    public void When_one_file_cannot_be_placed_the_others_are_taken_back()
    {
        _folder.Write("line.gltf", "old");
        using OutputSet set = new(Target(), overwrite: true);
        Put(set, ".gltf", "new");
        Put(set, ".txt", "new");
        Put(set, ".bin", "new");
        set.Seal();
        // The last one loses its staged file, as if the disk had gone.
        foreach (string staged in Directory.GetFiles(_folder.Path, ".a2f-*").OrderByDescending(File.GetLastWriteTimeUtc).Take(1)) File.Delete(staged);
        Assert.ThrowsAny<Exception>(() => set.Commit());
        set.Dispose();
        Assert.Equal("old", _folder.Read("line.gltf"));
        Assert.DoesNotContain("line.txt", _folder.Names);
        Assert.DoesNotContain("line.bin", _folder.Names);
    }

    private OutputTarget Target() => new(_folder.Path, "line", ".gltf");

    private Issue Fails(bool overwrite, params (string Extension, string Text)[] files)
    {
        using OutputSet set = new(Target(), overwrite);
        foreach ((string extension, string text) in files) Put(set, extension, text);
        return Assert.Throws<ModkitException>(() => set.Commit()).Issues[0];
    }

    private static void Put(OutputSet set, string extension, string text)
    {
        using Stream stream = set.Create(extension);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
