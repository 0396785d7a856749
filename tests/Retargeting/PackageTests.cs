using System.IO.Compression;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Packages: made, read, installed.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly byte[] _wave = [.. "RIFF\x04\x00\x00\x00WAVE"u8, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("modkit-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Another_program_reads_what_is_packed()
    {
        ProfilePackage package = ProfilePackage.Create(ProfileText.Read(ProfileText.Smallest), [new NamedFile("hello.wav", _wave), new NamedFile("README.md", "hi"u8.ToArray())]);
        Assert.Equal("test.rig-1.2.3.a2fpack", package.FileName);
        using ZipArchive archive = new(new MemoryStream(package.Bytes.ToArray()));
        Assert.Equal(["README.md", "SHA256SUMS", "clips/hello.wav", "profile.yaml"], archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.Equal(ProfileText.Smallest, Text(archive, "profile.yaml"));
        // printf hi | sha256sum; printf of ProfileText.Smallest | sha256sum
        string sums = Text(archive, "SHA256SUMS");
        Assert.Contains("8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4  README.md\n", sums, StringComparison.Ordinal);
        Assert.Contains("1df9692bb3a1d7a77580cd75a7f6b11891721d659a0b7f0e882e0760da5a1985  profile.yaml\n", sums, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_profile_gives_the_same_bytes_however_it_is_written()
    {
        byte[] once = ProfilePackage.Create(ProfileText.Read(ProfileText.Smallest), []).Bytes.ToArray();
        Assert.Equal(once, ProfilePackage.Create(ProfileText.Read("# note\n" + ProfileText.Smallest.Replace("MIT", "'MIT'", StringComparison.Ordinal)), []).Bytes.ToArray());
        Profile own = ProfileReader.Read(ProfileText.Smallest, "a.yaml", "name: Mine", "a.local.yaml").Profile!;
        Assert.Equal(once, ProfilePackage.Create(own, []).Bytes.ToArray());
    }

    [Fact]
    public void A_package_zipped_by_another_program_is_read()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "profile.yaml", ProfileText.Smallest);
            Write(archive, "LICENSE", new string('x', 60_000));
            Write(archive, "SHA256SUMS", Sums(("LICENSE", new string('x', 60_000)), ("profile.yaml", ProfileText.Smallest)));
        }
        Assert.Equal("test.rig", ProfilePackage.Read(stream.ToArray(), "other.zip").Profile.Id);
    }

    [Theory]
    [InlineData("PAK05", "profile.yaml", null)]
    [InlineData("PAK05", "profile.yaml", "0000  profile.yaml\n")]
    [InlineData("PAK06", "README.md", "SUMS")]
    [InlineData("PAK04", "tool.dll", "SUMS")]
    [InlineData("PAK04", "run.sh", "SUMS")]
    [InlineData("PAK04", "clips/a/b.wav", "SUMS")]
    [InlineData("PAK04", "clips/a.wav", "SUMS")]
    [InlineData("PAK04", "preview.png", "SUMS")]
    public void Refuses_what_is_no_whole_package(string code, string name, string? sums)
    {
        EvilZip zip = new();
        zip.Add(name, Encoding.UTF8.GetBytes(ProfileText.Smallest));
        if (sums is not null) zip.Add("SHA256SUMS", Encoding.UTF8.GetBytes(sums == "SUMS" ? Sums((name, ProfileText.Smallest)) : sums));
        Assert.Equal(code, Refused(zip.Bytes).Code);
    }

    [Fact]
    public void A_list_of_sums_that_names_more_than_there_is_is_refused()
    {
        string sums = Sums(("profile.yaml", ProfileText.Smallest), ("LICENSE", ""));
        byte[] zip = new EvilZip().Add("profile.yaml", Encoding.UTF8.GetBytes(ProfileText.Smallest)).Add("SHA256SUMS", Encoding.UTF8.GetBytes(sums)).Bytes;
        Assert.Equal("PAK05", Refused(zip).Code);
    }

    [Fact]
    public void A_bad_profile_in_a_sound_package_is_named_with_its_line()
    {
        string bad = ProfileText.Smallest.Replace("arkit", "arkti", StringComparison.Ordinal);
        byte[] zip = new EvilZip().Add("profile.yaml", Encoding.UTF8.GetBytes(bad)).Add("SHA256SUMS", Encoding.UTF8.GetBytes(Sums(("profile.yaml", bad)))).Bytes;
        Issue issue = Refused(zip);
        Assert.Equal(("PRO14", "test.a2fpack/profile.yaml:8:11"), (issue.Code, issue.Place));
    }

    [Theory]
    [InlineData("PAK13", "NONE", "README.md")]
    [InlineData("PAK04", "MIT", "plugin.dll")]
    [InlineData("PAK03", "MIT", "two words.wav")]
    public void Refuses_to_pack_what_nobody_may_use(string code, string license, string extra)
    {
        Profile profile = ProfileText.Read(ProfileText.Smallest.Replace("MIT", license, StringComparison.Ordinal));
        Assert.Equal(code, Assert.Single(Assert.Throws<ModkitException>(() => ProfilePackage.Create(profile, [new NamedFile(extra, _wave)])).Issues).Code);
    }

    [Fact]
    public void More_than_three_clips_are_refused()
    {
        NamedFile[] clips = [.. Enumerable.Range(0, 4).Select(i => new NamedFile($"{i}.wav", _wave))];
        Assert.Equal("PAK01", Assert.Single(Assert.Throws<ModkitException>(() => ProfilePackage.Create(ProfileText.Read(ProfileText.Smallest), clips)).Issues).Code);
    }

    [Fact]
    public void Versions_are_installed_side_by_side_and_never_replaced()
    {
        string root = Path.Combine(_folder, "profiles");
        Assert.Equal((Path.Combine(root, "test.rig", "1.2.3"), false), ProfileInstaller.Install(Pack(ProfileText.Smallest), root));
        Assert.True(ProfileInstaller.Install(Pack(ProfileText.Smallest), root).WasThere);
        ProfileInstaller.Install(Pack(ProfileText.Smallest.Replace("1.2.3", "1.3.0", StringComparison.Ordinal)), root);
        Assert.Equal("1.3.0", new ProfileLibrary([root]).Load("test.rig").Version.ToString());

        ModkitException refused = Assert.Throws<ModkitException>(() => ProfileInstaller.Install(Pack(ProfileText.Smallest + "summary: other\n"), root));
        Assert.Equal("PAK07", Assert.Single(refused.Issues).Code);
        Assert.Equal("", new ProfileLibrary([root]).Load("test.rig@1.2.3").Summary);
        Assert.Equal(["test.rig/1.2.3/test.rig.a2fprofile.yaml", "test.rig/1.3.0/test.rig.a2fprofile.yaml"], Files(root));
    }

    [Fact]
    public void A_folder_that_leads_elsewhere_is_refused_and_nothing_is_written()
    {
        string root = Path.Combine(_folder, "profiles"), elsewhere = Path.Combine(_folder, "profiles-evil");
        Directory.CreateDirectory(root);
        Directory.CreateDirectory(elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(root, "test.rig"), elsewhere);
        ModkitException refused = Assert.Throws<ModkitException>(() => ProfileInstaller.Install(Pack(ProfileText.Smallest), root));
        Assert.Equal("PAK08", Assert.Single(refused.Issues).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        Assert.Equal(["test.rig"], Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void A_link_that_leads_nowhere_yet_and_a_file_in_the_way_are_refused()
    {
        string root = Path.Combine(_folder, "profiles");
        Directory.CreateDirectory(Path.Combine(root, "test.rig"));
        Directory.CreateSymbolicLink(Path.Combine(root, "test.rig", "1.2.3"), Path.Combine(_folder, "not-yet"));
        Assert.Equal("PAK08", Assert.Single(Assert.Throws<ModkitException>(() => ProfileInstaller.Install(Pack(ProfileText.Smallest), root)).Issues).Code);
        Assert.False(Path.Exists(Path.Combine(_folder, "not-yet")));
        string file = Path.Combine(_folder, "a-file");
        using (File.Create(file)) { }
        Assert.Equal("PAK08", Assert.Single(Assert.Throws<ModkitException>(() => ProfileInstaller.Install(Pack(ProfileText.Smallest), file)).Issues).Code);
    }

    [Theory]
    [InlineData("con")]
    [InlineData("aux.face")]
    [InlineData("lpt1.x")]
    public void An_id_that_is_a_device_of_Windows_is_refused(string id)
    {
        ProfilePackage package = Pack(ProfileText.Smallest.Replace("test.rig", id, StringComparison.Ordinal));
        Assert.Equal("PAK08", Assert.Single(Assert.Throws<ModkitException>(() => ProfileInstaller.Install(package, _folder)).Issues).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void An_installed_profile_cannot_take_the_name_of_a_shipped_one()
    {
        ProfileInstaller.Install(Pack(ProfileText.Smallest.Replace("test.rig", "arkit", StringComparison.Ordinal)), _folder);
        Assert.Equal("modkit.arkit.identity", new ProfileLibrary([ShippedProfiles.Folder, _folder]).Load("arkit").Id);
    }

    private static ProfilePackage Pack(string text) => ProfilePackage.Create(ProfileText.Read(text), []);

    private static Issue Refused(byte[] zip) => Assert.Throws<ModkitException>(() => ProfilePackage.Read(zip, "test.a2fpack")).Issues[0];

    private static string[] Files(string root) =>
        [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string Sums(params (string Name, string Text)[] files) =>
        string.Concat(files.Select(file => $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))}  {file.Name}\n"));

    private static string Text(ZipArchive archive, string name)
    {
        using StreamReader reader = new(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using StreamWriter writer = new(archive.CreateEntry(name).Open());
        writer.Write(text);
    }
}
