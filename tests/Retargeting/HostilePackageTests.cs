using System.Diagnostics;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Packages made to write elsewhere or to eat the machine (families B7 to B9): refused whole, before anything is written.</summary>
/// <param name="log">Takes the figures; <c>dotnet test --logger "console;verbosity=detailed"</c> shows them.</param>
public sealed class HostilePackageTests(ITestOutputHelper log)
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>Forty names; the files beside them are sound.</summary>
    public static TheoryData<string> EvilNames { get; } = new(
        "../evil", "../../evil", "a/../../evil", "/evil", "//server/share/evil", "\\evil", "..\\evil", "a\\b", "C:\\evil", "C:evil", "c:/evil",
        "\\\\?\\C:\\evil", "....//evil", "..../evil", "%2e%2e/evil", "%2e%2e%2fevil", "\uFF0E\uFF0E/evil", "\u2024\u2024/evil", "a//b", "./a", "a/.", "..", ".", "",
        "a/", "CON", "con.txt", "aux", "NUL.yaml", "clips/COM1.wav", "lpt9", "a:stream", "a.", "a ", " a", "a\nb", "a\0b", "caf\u00E9.md", "cafe\u0301.md", "a\u202Efdp.md",
        new string('a', 300), string.Concat(Enumerable.Repeat("a/", 64)) + "a", "-rf*", "a?", "$(touch gone)", "~/evil", ".hidden", "a|b", "a<b>");

    /// <summary>Two entries that are one file on some system, or a file and a folder of one name.</summary>
    public static TheoryData<string, string> Twins { get; } = new()
    {
        { "README.md", "README.md" }, { "README.md", "readme.MD" }, { "clips", "clips/a.wav" }, { "clips/a.wav", "CLIPS" },
    };

    [Theory]
    [MemberData(nameof(EvilNames))]
    public void An_evil_name_stops_the_whole_package(string name)
    {
        byte[] zip = new EvilZip().Add("profile.yaml", Encoding.UTF8.GetBytes(ProfileText.Smallest)).Add(name, "x"u8.ToArray()).Bytes;
        Assert.Equal("PAK03", Install(zip).Code);
    }

    [Fact]
    public void A_name_that_is_no_UTF8_stops_the_whole_package() => Assert.Equal("PAK03", Install(new EvilZip().Add([0x61, 0xFF, 0xFE], [], new EvilZip.Lies()).Bytes).Code);

    [Theory]
    [MemberData(nameof(Twins))]
    public void Twins_stop_the_whole_package(string first, string second) =>
        Assert.Equal("PAK03", Install(new EvilZip().Add(first, "x"u8.ToArray()).Add(second, "y"u8.ToArray()).Bytes).Code);

    [Theory]
    [InlineData(3, 0xA1FFu << 16)] // symbolic link
    [InlineData(3, 0x41EDu << 16)] // folder
    [InlineData(3, 0x61A4u << 16)] // block device
    [InlineData(3, 0x11A4u << 16)] // pipe
    [InlineData(0, 0x10u)] // folder of DOS
    [InlineData(0, 0x400u)] // reparse point of Windows
    public void Links_folders_and_devices_stop_the_whole_package(int system, uint attributes)
    {
        EvilZip.Lies lies = new() { MadeBy = (ushort)((system << 8) | 20), Attributes = attributes };
        Assert.Equal("PAK04", Install(new EvilZip().Add("profile.yaml", "x"u8.ToArray(), lies).Bytes).Code);
    }

    [Fact]
    public void Bombs_go_off_nowhere()
    {
        byte[] zeros = new byte[64 * Mebibyte];
        byte[] gibibyte = EvilZip.Deflate(zeros);
        byte[] readme = "readme"u8.ToArray();
        EvilZip many = new();
        for (int i = 0; i < 10_000; i++) many.Add($"f{i}", []);
        EvilZip total = new();
        for (int i = 0; i < 3; i++) total.Add($"f{i}", RandomBytes(15 * Mebibyte));
        byte[] inner = new EvilZip().Add("README.md", new byte[8 * Mebibyte], new EvilZip.Lies { Deflate = true }).Bytes;
        byte[] sound = new EvilZip().Add("README.md", readme).Bytes;

        Defused("ratio 1,028 : 1 of 64 MiB", new EvilZip().Add("README.md", zeros, new EvilZip.Lies { Deflate = true }).Bytes, "PAK01");
        Defused("ratio 1,028 : 1 of 8 MiB", inner, "PAK01");
        Defused("says 10 bytes, is 64 MiB", new EvilZip().Add("README.md", zeros, new EvilZip.Lies { Deflate = true, Length = 10 }).Bytes, "PAK02");
        Defused("says 60 KiB, is 6 bytes", new EvilZip().Add("README.md", readme, new EvilZip.Lies { Deflate = true, Length = 60 * 1024 }).Bytes, "PAK02");
        Defused("says 4 GiB", new EvilZip().Add("README.md", readme, new EvilZip.Lies { Length = uint.MaxValue, PackedLength = uint.MaxValue }).Bytes, "PAK01");
        Defused("nested ZIP", new EvilZip().Add("inner.zip", inner).Bytes, "PAK04");
        Defused("10,000 empty entries", many.Bytes, "PAK01");
        Defused("45 MiB in three files", total.Bytes, "PAK01");
        Defused("overlapping entries", new EvilZip().Add("README.md", gibibyte).Add("LICENSE", gibibyte, new EvilZip.Lies { HasHeader = false, Offset = 0, LocalName = "README.md" }).Bytes, "PAK02");
        Defused("two names for the same bytes", new EvilZip().Add("README.md", readme).Add("README.MD2", readme, new EvilZip.Lies { HasHeader = false, Offset = 0 }).Bytes, "PAK02");
        Defused("wrong check sum", new EvilZip().Add("README.md", readme, new EvilZip.Lies { Crc = 1 }).Bytes, "PAK02");
        Defused("other name in its header", new EvilZip().Add("README.md", readme, new EvilZip.Lies { LocalName = "../../x.y" }).Bytes, "PAK02");
        Defused("encrypted", new EvilZip().Add("README.md", readme, new EvilZip.Lies { Flags = 1 }).Bytes, "PAK02");
        Defused("header beyond the file", new EvilZip().Add("README.md", readme, new EvilZip.Lies { Offset = 1_000_000 }).Bytes, "PAK02");
        Defused("cut off", sound[..^1], "PAK02");
        Defused("something behind", [.. sound, 0], "PAK02");
        Defused("something in front", [0, .. sound], "PAK02");
        Defused("nothing", [], "PAK02");
        Defused("not deflate", WithMethod(new EvilZip().Add("README.md", RandomBytes(1000)).Bytes, method: 8), "PAK02");
    }

    [Fact]
    public void Mutated_packages_are_sound_or_refused()
    {
        byte[] sound = ProfilePackage.Create(ProfileText.Read(ProfileText.Smallest), [new NamedFile("README.md", "hello"u8.ToArray())]).Bytes.ToArray();
        Random random = new(20261121);
        int count = Damage.Count(5_000), refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = Damage.Of(sound, random);
            try
            {
                Assert.Equal("test.rig", ProfilePackage.Read(bytes, "mutated.a2fpack").Profile.Id);
            }
            catch (ModkitException)
            {
                refused++;
            }
        }
        // Bytes that say nothing (times, versions) leave a few sound.
        Assert.InRange(refused, count * 4 / 5, count - 1);
    }

    /// <summary>Reads as 'a2f profile install' does; the code must come before anything is written.</summary>
    private static Issue Install(byte[] zip)
    {
        string folder = Directory.CreateTempSubdirectory("modkit-hostile-").FullName;
        try
        {
            ModkitException refused = Assert.Throws<ModkitException>(() => ProfileInstaller.Install(ProfilePackage.Read(zip, "evil.a2fpack"), Path.Combine(folder, "root")));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories));
            Assert.StartsWith("evil.a2fpack", refused.Issues[0].Place, StringComparison.Ordinal);
            return refused.Issues[0];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Defused(string what, byte[] zip, string code)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        Issue issue = Install(zip);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        double mebibytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Mebibyte;
        log.WriteLine(FormattableString.Invariant($"{what,-32} {zip.Length,9} bytes  {elapsed.TotalMilliseconds,7:0.0} ms  {mebibytes,6:0.00} MiB  {issue.Code}"));
        Assert.True(issue.Code == code, $"{what}: {issue}");
        Assert.True(mebibytes < 64, $"{what} took {mebibytes} MiB");
    }

    private static byte[] WithMethod(byte[] zip, byte method)
    {
        zip[8] = method;
        int directory = BitConverter.ToInt32(zip, zip.Length - 6);
        zip[directory + 10] = method;
        return zip;
    }

    private static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
