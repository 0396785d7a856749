using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

public sealed class ProfileLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modkit-profiles-").FullName;

    [Theory]
    [InlineData("arkit", "modkit.arkit.identity")]
    [InlineData("modkit.arkit.identity", "modkit.arkit.identity")]
    [InlineData("six-shapes", "modkit.classic.six-shapes")]
    public void Finds_shipped_profiles_by_name_and_id(string name, string id) => Assert.Equal(id, ShippedProfiles.Library.Load(name).Id);

    [Fact]
    public void Finds_a_profile_by_path()
    {
        string path = Write("mine.yaml", ProfileText.Smallest);
        Assert.Equal("test.rig", new ProfileLibrary([]).Load(path).Id);
    }

    [Fact]
    public void Lists_broken_profiles_with_their_issues()
    {
        Write("b/good" + ProfileLibrary.Extension, ProfileText.Smallest);
        Write("a/bad" + ProfileLibrary.Extension, "schema: 1");
        Write("notes.yaml", "not: a profile");
        IReadOnlyList<ProfileEntry> entries = new ProfileLibrary([_folder, _folder + "-absent"]).List();
        Assert.Equal(["bad", "good"], entries.Select(entry => entry.Name));
        Assert.NotEmpty(entries[0].Issues);
        Assert.Null(entries[0].Profile);
        Assert.Equal("test.rig", entries[1].Profile?.Id);
    }

    [Theory]
    [InlineData("arkti", "'arkit'")]
    [InlineData("modkit.classic.six-shape", "'modkit.classic.six-shapes'")]
    [InlineData("nowhere/arkit.yaml", "a2f profiles")]
    public void Names_the_nearest_profile(string name, string hint)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => ShippedProfiles.Library.Load(name)).Issues);
        Assert.Equal("PRO19", issue.Code);
        Assert.Contains(hint, issue.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_name_that_means_two_files()
    {
        Write("a/twin" + ProfileLibrary.Extension, ProfileText.Smallest);
        Write("b/twin" + ProfileLibrary.Extension, ProfileText.Smallest);
        ProfileLibrary library = new([_folder]);
        Assert.Equal("PRO20", Assert.Single(Assert.Throws<ModkitException>(() => library.Load("twin")).Issues).Code);
        Assert.Equal("PRO20", Assert.Single(Assert.Throws<ModkitException>(() => library.Load("test.rig")).Issues).Code);
    }

    [Fact]
    public void Refuses_files_that_are_not_UTF8_or_too_large()
    {
        string utf16 = Write("utf16.yaml", ProfileText.Smallest, Encoding.Unicode);
        Assert.Equal("PRO21", Assert.Single(Assert.Throws<ModkitException>(() => new ProfileLibrary([]).Load(utf16)).Issues).Code);
        string large = Write("large.yaml", new string('#', (256 * 1024) + 1));
        Assert.Equal("PRO01", Assert.Single(Assert.Throws<ModkitException>(() => new ProfileLibrary([]).Load(large)).Issues).Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text, Encoding? encoding = null)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using StreamWriter writer = new(path, append: false, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(text);
        return path;
    }
}
