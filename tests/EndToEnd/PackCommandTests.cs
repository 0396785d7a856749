using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>a2f pack</c>: what a mod manager gets, read by other programs.</summary>
public sealed class PackCommandTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_game_profiles_folder_becomes_a_mod_with_the_games_paths_at_its_root()
    {
        string mod = await SkyrimAsync();
        byte[] zip = await PackAsync(mod, "--layout", "zip", "--name", "My Voices", "--mod-version", "1.0.0");
        Assert.Equal(["a2f-provenance-my-voices.json", "sound/voice/mymod.esp/femaleeven/hello.fuz", "sound/voice/mymod.esp/maleeven/hello.fuz"], NamesIn(zip));

        using JsonDocument provenance = JsonDocument.Parse(Entry(zip, "a2f-provenance-my-voices.json"));
        JsonElement root = provenance.RootElement;
        Assert.Equal("synthetic animation", root.GetProperty("origin").GetString());
        Assert.Equal(2, root.GetProperty("counts").GetProperty("lines").GetInt32());
        Assert.Equal("modkit.skyrim.fuz", root.GetProperty("profiles")[0].GetProperty("id").GetString());
        Assert.NotEqual("", root.GetProperty("models")[0].GetProperty("licence").GetString());
        JsonElement file = root.GetProperty("files")[0];
        Assert.Equal(Hash(Entry(zip, file.GetProperty("name").GetString()!)), file.GetProperty("sha256").GetString());
        Assert.Equal("sound/voice/mymod.esp/femaleeven/hello.fuz", root.GetProperty("lines")[file.GetProperty("line").GetInt32()].GetProperty("file").GetString());
        Assert.DoesNotContain(_scene.Folder, Encoding.UTF8.GetString(zip), StringComparison.Ordinal);

        byte[] kept = await PackAsync(mod, "--layout", "zip", "--keep-records");
        Assert.Equal(2, NamesIn(kept).Count(name => name.EndsWith(".provenance.json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_folders_with_the_same_files_give_the_same_bytes()
    {
        string mod = await SkyrimAsync(), copy = _scene["elsewhere/copy"];
        string[] files = Directory.GetFiles(mod, "*", SearchOption.AllDirectories);
        // In another order and with other times.
        foreach (string file in files.Reverse())
        {
            string target = Path.Combine(copy, Path.GetRelativePath(mod, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }
        foreach (string layout in (string[])["zip", "mo2", "fomod"])
        {
            byte[] first = await PackAsync(mod, "--layout", layout, "--name", "Same"), second = await PackAsync(copy, "--layout", layout, "--name", "Same");
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public async Task A_mod_of_Mod_Organizer_is_a_folder_with_its_meta_ini()
    {
        string mod = await SkyrimAsync(), output = _scene["mods/My Voices"];
        Directory.CreateDirectory(_scene["mods"]);
        string[] pack = ["pack", mod, "--layout", "mo2", "-o", output, "--name", "My Voices", "--author", "A; B", "--mod-version", "1.2.0", "--website", "https://example.org/a,b"];
        (await A2f.RunAsync(pack)).Expect(ExitCodes.Success);
        Assert.Equal(["a2f-provenance-my-voices.json", "meta.ini", "sound/voice/mymod.esp/femaleeven/hello.fuz", "sound/voice/mymod.esp/maleeven/hello.fuz"],
            Directory.GetFiles(output, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(output, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        string[] meta = File.ReadAllLines(Path.Combine(output, "meta.ini"));
        Assert.Equal(["[General]", "gameName=SkyrimSE", "modid=0", "version=1.2.0"], meta[..4]);
        Assert.Contains("comments=\"By A; B\"", meta);
        Assert.Contains("url=\"https://example.org/a,b\"", meta);
        Assert.Equal(["[installedFiles]", "size=0"], meta[^2..]);

        await FailsAsync("PCK05", pack[1..]);
        (await A2f.RunAsync([.. pack, "--overwrite"])).Expect(ExitCodes.Success);
        // A folder that is somebody's is never replaced.
        File.Delete(Path.Combine(output, "a2f-provenance-my-voices.json"));
        await FailsAsync("PCK05", [.. pack[1..], "--overwrite"]);
        Assert.True(File.Exists(Path.Combine(output, "meta.ini")));
        Assert.Equal(["My Voices"], Directory.GetFileSystemEntries(_scene["mods"]).Select(Path.GetFileName));
        // As an archive to drop on it: it writes its own meta.ini then.
        Assert.DoesNotContain("meta.ini", NamesIn(await PackAsync(mod, "--layout", "mo2")));
        // The mod's own folder may be packed again, as it came.
        Assert.Equal(2, NamesIn(await PackAsync(output, "--layout", "zip")).Count(name => name.EndsWith(".fuz", StringComparison.Ordinal)));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_installer_is_valid_by_the_schema_and_installs_every_file(bool ofNexus)
    {
        XmlSchemaSet schemas = new();
        schemas.Add(ofNexus ? FomodSchema.OfNexus() : FomodSchema.Own());
        string mod = await SkyrimAsync();
        byte[] plain = await PackAsync(mod, "--layout", "fomod", "--name", "A & <B>", "--author", "Ann", "--mod-version", "2.0", "--website", "https://example.org", "--description", "Voices");
        XElement config = Validated(plain, schemas);
        Assert.Equal(@"core", config.Element("requiredInstallFiles")!.Element("folder")!.Attribute("source")!.Value);
        Assert.Null(config.Element("installSteps"));
        Assert.Equal(["A & <B>", "Ann", "2.0", "https://example.org", "Voices"], XElement.Parse(Text(plain, "fomod/info.xml")).Elements().Select(element => element.Value));
        Assert.Contains("fomod/a2f-provenance.json", NamesIn(plain));

        byte[] parts = await PackAsync(mod, "--layout", "fomod", "--part", "Women=sound/voice/*/female*/**");
        config = Validated(parts, schemas);
        XElement plugin = Assert.Single(config.Descendants("plugin"));
        Assert.Equal("Women", plugin.Attribute("name")!.Value);
        Assert.Equal("Recommended", plugin.Element("typeDescriptor")!.Element("type")!.Attribute("name")!.Value);
        Assert.Equal(["core/sound/voice/mymod.esp/maleeven/hello.fuz", "parts/01/sound/voice/mymod.esp/femaleeven/hello.fuz"], NamesIn(parts).Where(name => name.EndsWith(".fuz", StringComparison.Ordinal)));

        // Languages: each folder is a mod of its own, one of which is installed.
        foreach (string language in (string[])["en", "de"]) CopyAll(mod, _scene[$"all/{language}"]);
        byte[] languages = await PackAsync(_scene["all"], "--layout", "fomod", "--part", "English=en/", "--part", "Deutsch=de/", "--choose-one");
        config = Validated(languages, schemas);
        Assert.Equal("SelectExactlyOne", config.Descendants("group").Single().Attribute("type")!.Value);
        Assert.Equal([("English", @"parts\01", "Recommended"), ("Deutsch", @"parts\02", "Optional")], config.Descendants("plugin").Select(part =>
            (part.Attribute("name")!.Value, part.Descendants("folder").Single().Attribute("source")!.Value, part.Descendants("type").Single().Attribute("name")!.Value)));
        Assert.Null(config.Element("requiredInstallFiles"));
        Assert.Contains("parts/02/sound/voice/mymod.esp/maleeven/hello.fuz", NamesIn(languages));
    }

    [Fact]
    public void The_schema_refuses_what_is_in_the_wrong_order()
    {
        XmlSchemaSet schemas = new();
        schemas.Add(FomodSchema.Own());
        const string Good = "<config><moduleName>a</moduleName><requiredInstallFiles><folder source=\"a\"/></requiredInstallFiles></config>";
        Assert.Empty(FaultsOf(Good, schemas));
        Assert.NotEmpty(FaultsOf("<config><requiredInstallFiles><folder source=\"a\"/></requiredInstallFiles><moduleName>a</moduleName></config>", schemas));
        Assert.NotEmpty(FaultsOf(Good.Replace("source", "sauce", StringComparison.Ordinal), schemas));
    }

    [SkippableTheory]
    [InlineData("python3", "-m", "zipfile", "-t")]
    [InlineData("7z", "t", "-bso0")]
    [InlineData("unzip", "-tq")]
    public async Task Other_programs_read_the_archive(params string[] command)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists(Path.Combine("/usr/bin", command[0])), command[0] + " is not on this machine");
        Directory.CreateDirectory(_scene["mod/sub"]);
        _scene.Text("mod/sub/Ünïcode あ.txt", "names of other languages");
        _scene.Bytes("mod/empty.txt", []);
        byte[] zip = await PackAsync(_scene["mod"], "--layout", "zip");
        string path = _scene.Bytes("read.zip", zip);
        using Process process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
        Assert.Contains("sub/Ünïcode あ.txt", NamesIn(zip));
    }

    [Fact]
    public async Task What_is_not_the_mods_own_is_left_out_and_what_is_odd_is_said()
    {
        string mod = await SkyrimAsync(), line = Path.Combine(mod, "sound/voice/mymod.esp/maleeven/hello.fuz");
        Directory.CreateDirectory(Path.Combine(mod, ".a2f"));
        _scene.Text("mod/.a2f/ledger.jsonl", "");
        _scene.Text("mod/old.fuz.bak", "x");
        _scene.Text("mod/.a2f-x.tmp", "x");
        (await A2f.RunAsync("edit", line, "--channel", "Aah", "--offset", "0.1")).Expect(ExitCodes.Success);
        _scene.Text("mod/readme.txt", "mine");
        string other = Path.Combine(mod, "sound/voice/mymod.esp/femaleeven/hello.fuz");
        using (FileStream stream = new(other, FileMode.Append)) stream.WriteByte(0);

        A2f.Outcome outcome = (await A2f.RunAsync("pack", mod, "-o", _scene["x.zip"], "--json")).Expect(ExitCodes.Success);
        JsonElement pack = outcome.Events("pack").Single();
        Assert.Equal(["a2f-provenance-mod.json", "readme.txt", "sound/voice/mymod.esp/femaleeven/hello.fuz", "sound/voice/mymod.esp/maleeven/hello.fuz"], NamesIn(File.ReadAllBytes(_scene["x.zip"])));
        JsonElement[] issues = [.. pack.GetProperty("issues").EnumerateArray()];
        Assert.Equal(["PCK07", "PCK07", "PCK08"], issues.Select(issue => issue.GetProperty("code").GetString()));
        Assert.Contains("femaleeven/hello.fuz: changed since", issues[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("readme.txt", issues[1].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(6, pack.GetProperty("leftOut").GetInt32());

        // The same again is unchanged; another content needs --overwrite.
        Assert.Equal("unchanged", (await A2f.RunAsync("pack", mod, "-o", _scene["x.zip"], "--json")).Events("pack").Single().GetProperty("change").GetString());
        _scene.Text("mod/readme.txt", "ours");
        await FailsAsync("OUT01", mod, "-o", _scene["x.zip"]);
        (await A2f.RunAsync("pack", mod, "-o", _scene["x.zip"], "--overwrite")).Expect(ExitCodes.Success);
        Assert.True(File.Exists(_scene["x.zip.bak"]));
    }

    [Fact]
    public async Task A_batch_that_is_not_whole_is_packed_with_a_warning()
    {
        string voices = _scene["voices"];
        Directory.CreateDirectory(voices);
        _scene.Voice("voices/good.wav", 0.5);
        _scene.Text("voices/bad.wav", "RIFF");
        await A2f.RunAsync("batch", voices, "--profile", "arkit", "-o", _scene["out"]);
        A2f.Outcome outcome = (await A2f.RunAsync("pack", _scene["out"], "-o", _scene["x.zip"])).Expect(ExitCodes.Success);
        Assert.Contains("warning PCK06: out: The batch in this folder is not whole; the pack does without the lines that failed (1) or are unfinished (0)", outcome.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_cannot_be_packed_is_said()
    {
        await FailsAsync("PCK01", _scene["nowhere"]);
        Directory.CreateDirectory(_scene["mod/a"]);
        await FailsAsync("PCK01", _scene["mod"]);
        _scene.Text("mod/a/x.txt", "x");
        await FailsAsync("PCK01", _scene["mod"], "-o", _scene["mod/a/out.zip"]);
        await FailsAsync("USE03", _scene["mod"], "--part", "A=a/");
        await FailsAsync("USE03", _scene["mod"], "--layout", "fomod", "--choose-one");
        await FailsAsync("USE03", _scene["mod"], "--layout", "rar");
        await FailsAsync("USE04", _scene["mod"], "--layout", "fomod", "--part", "a/");
        await FailsAsync("USE04", _scene["mod"], "--name", "two\nlines");
        await FailsAsync("PCK04", _scene["mod"], "--layout", "fomod", "--part", "A=b/");
        await FailsAsync("PCK04", _scene["mod"], "--layout", "fomod", "--part", "A=a/", "--part", "a=x*");
        // Both would be x.txt at the root, and both may be chosen.
        _scene.Text("mod/x.txt", "x");
        await FailsAsync("PCK04", _scene["mod"], "--layout", "fomod", "--part", "A=a/");
        using (FileStream large = new(_scene["mod/large.bin"], FileMode.Create)) large.SetLength(uint.MaxValue);
        await FailsAsync("PCK09", _scene["mod"]);
        File.Delete(_scene["mod/large.bin"]);
        Skip.IfNot(OperatingSystem.IsLinux(), "such files are only here");
        _scene.Text("mod/A.txt", "x");
        _scene.Text("mod/a.txt", "x");
        Assert.Contains("A.txt and a.txt", await FailsAsync("PCK03", _scene["mod"]), StringComparison.Ordinal);
        File.Delete(_scene["mod/A.txt"]);
        Directory.CreateDirectory(_scene["mod/A"]);
        _scene.Text("mod/A/y.txt", "x");
        await FailsAsync("PCK03", _scene["mod"]);
        Directory.Delete(_scene["mod/A"], recursive: true);
        _scene.Text("mod/what?.txt", "x");
        await FailsAsync("PCK03", _scene["mod"]);
        File.Delete(_scene["mod/what?.txt"]);
        File.CreateSymbolicLink(_scene["mod/link.txt"], "/etc/hostname");
        await FailsAsync("PCK02", _scene["mod"]);
        File.Delete(_scene["mod/link.txt"]);
        Directory.CreateSymbolicLink(_scene["mod/b"], "/etc");
        await FailsAsync("PCK02", _scene["mod"]);
        Directory.Delete(_scene["mod/b"]);
    }

    /// <summary>Two voices' lines of a Skyrim mod.</summary>
    private async Task<string> SkyrimAsync()
    {
        foreach (string voice in (string[])["MaleEven", "FemaleEven"])
        {
            Directory.CreateDirectory(_scene[$"voices/{voice}"]);
            _scene.Voice($"voices/{voice}/hello.wav", voice.Length / 10.0);
            (await A2f.RunAsync("animate", _scene[$"voices/{voice}/hello.wav"], "--profile", "skyrim", "-o", _scene["mod"])).Expect(ExitCodes.Success);
        }
        return _scene["mod"];
    }

    private async Task<byte[]> PackAsync(string folder, params string[] options)
    {
        string path = _scene[Guid.NewGuid() + ".zip"];
        A2f.Outcome outcome = (await A2f.RunAsync(["pack", folder, "-o", path, .. options])).Expect(ExitCodes.Success);
        Assert.DoesNotContain("error", outcome.Error, StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static async Task<string> FailsAsync(string code, params string[] arguments)
    {
        A2f.Outcome outcome = await A2f.RunAsync(["pack", .. arguments]);
        Assert.True(outcome.Error.Contains($"error {code}", StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {outcome.Error}");
        Assert.Equal(code[0] == 'U' ? ExitCodes.WrongUse : ExitCodes.Output, outcome.ExitCode);
        return outcome.Error;
    }

    private static void CopyAll(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>The installer's script, which must follow the schema; every file it names must be in the archive.</summary>
    private static XElement Validated(byte[] zip, XmlSchemaSet schemas)
    {
        string text = Text(zip, "fomod/ModuleConfig.xml");
        Assert.Empty(FaultsOf(text, schemas));
        XElement config = XElement.Parse(text);
        string[] names = NamesIn(zip);
        foreach (XElement folder in config.Descendants("folder")) Assert.Contains(names, name => name.StartsWith(folder.Attribute("source")!.Value.Replace('\\', '/') + "/", StringComparison.Ordinal));
        string[] sources = [.. config.Descendants("folder").Select(folder => folder.Attribute("source")!.Value.Replace('\\', '/') + "/")];
        Assert.All(names.Where(name => !name.StartsWith("fomod/", StringComparison.Ordinal)), name => Assert.Contains(sources, source => name.StartsWith(source, StringComparison.Ordinal)));
        return config;
    }

    private static List<string> FaultsOf(string xml, XmlSchemaSet schemas)
    {
        List<string> faults = [];
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using XmlReader reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
        }
        return faults;
    }

    private static string[] NamesIn(byte[] zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static byte[] Entry(byte[] zip, string name)
    {
        using ZipArchive archive = new(new MemoryStream(zip));
        using Stream stream = archive.GetEntry(name)!.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static string Text(byte[] zip, string name) => Encoding.UTF8.GetString(Entry(zip, name)).TrimStart('\uFEFF');

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
