using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>What is found in archives of recordings.</summary>
public sealed class ArchiveInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<BatchSource>> FindAsync(params string[] inputs) =>
        BatchInputs.FindAsync([.. inputs.Select(input => _folder[input])], new BatchInputOptions(), new MediaReader(), CancellationToken.None);

    private async Task<string[]> NamesAsync(params string[] inputs) => [.. (await FindAsync(inputs)).Select(source => source.Name)];

    [Fact]
    public async Task Every_recording_of_an_archive_is_a_source()
    {
        VoiceZip.Write(_folder, "in/voices.zip", VoiceZip.OfNames("npc/b.wav", "a.ogg", "readme.txt", "npc/", ".hidden.wav", "__MACOSX/npc/._b.wav", "inner.zip"));
        IReadOnlyList<BatchSource> sources = await FindAsync("in/voices.zip");
        Assert.Equal(["a.ogg", "npc/b.wav"], sources.Select(source => source.Name));
        Assert.Equal(["a.ogg", "npc/b.wav"], sources.Select(source => source.Entry));
        Assert.All(sources, source => Assert.Equal(_folder["in/voices.zip"], source.Path));
        Assert.All(sources, source => Assert.Null(source.Obstacle));
        // In a folder it counts as if it were unpacked there.
        Assert.Equal(["voices/a.ogg", "voices/npc/b.wav"], await NamesAsync("in"));
        Assert.Equal(["voices/a.ogg", "voices/npc/b.wav"], await NamesAsync("in/*.zip"));
    }

    [Theory]
    [InlineData("v.zip/npc/male/c.wav", "c.wav")]
    [InlineData("v.zip/npc", "b.wav", "male/c.wav")]
    [InlineData("v.zip/npc/", "b.wav", "male/c.wav")]
    [InlineData("v.zip/**/c.*", "npc/male/c.wav")]
    [InlineData("v.zip/npc/m*/*.wav", "male/c.wav")]
    public async Task Something_in_an_archive_can_be_named(string input, params string[] names)
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames("a.wav", "npc/b.wav", "npc/male/c.wav", "npcs/d.wav"));
        Assert.Equal(names, await NamesAsync(input));
    }

    [Fact]
    public async Task What_an_archive_does_not_have_is_told()
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames("a.wav"));
        VoiceZip.Write(_folder, "text.zip", VoiceZip.OfNames("a.txt"));
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => FindAsync("v.zip/b.wav", "v.zip/*.ogg", "text.zip"));
        Assert.Equal(["INP01", "INP02", "INP02"], exception.Issues.Select(issue => issue.Code));
    }

    /// <summary>Section 2.2 of the reliability plan: names that lead out, or mean something else on another system.</summary>
    [Theory]
    [InlineData("../evil.wav")]
    [InlineData("a/../../evil.wav")]
    [InlineData("/abs.wav")]
    [InlineData(@"..\evil.wav")]
    [InlineData(@"C:\evil.wav")]
    [InlineData("a:stream.wav")]
    [InlineData("CON.wav")]
    [InlineData("npc/aux.x.wav")]
    [InlineData("npc /b.wav")]
    [InlineData("npc./b.wav")]
    [InlineData("npc//b.wav")]
    [InlineData("a\nb.wav")]
    [InlineData("what?.wav")]
    public async Task An_entry_with_an_evil_name_is_an_obstacle_and_the_others_go_on(string name)
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames("ok.wav", name));
        IReadOnlyList<BatchSource> sources = await FindAsync("v.zip");
        BatchSource evil = Assert.Single(sources, source => source.Obstacle is not null);
        Assert.Equal("INP06", evil.Obstacle!.Code);
        Assert.DoesNotContain('\n', evil.Obstacle.Place);
        // Whoever makes a path of the name all the same stays below the folder.
        Assert.StartsWith(_folder["out"] + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(_folder["out"], evil.Name)), StringComparison.Ordinal);
        Assert.Single(sources, source => source.Name == "ok.wav" && source.Obstacle is null);
    }

    [Fact]
    public async Task Names_of_old_archivers_are_read()
    {
        // What Windows makes of folders, and the German word 'Möwe' in code page 437.
        byte[] zip = VoiceZip.OfNames(@"npc\b.wav", "M#we.wav");
        for (int at; (at = zip.AsSpan().IndexOf("M#we"u8)) >= 0;) zip[at + 1] = 0x94;
        VoiceZip.Write(_folder, "v.zip", zip);
        Assert.Equal(["Möwe.wav", "npc/b.wav"], await NamesAsync("v.zip"));
    }

    [Theory]
    [InlineData(VoiceZip.Flags, 1u, "INP06")]
    [InlineData(VoiceZip.Method, 14u, "INP06")]
    [InlineData(VoiceZip.Attributes, 0xA1FF0000u, "INP06")]
    [InlineData(VoiceZip.Length, 0x80000001u, "INP07")]
    [InlineData(VoiceZip.Length, 0x04000001u, "INP07")]
    public async Task An_entry_that_is_not_unpacked_is_an_obstacle(int field, uint value, string code)
    {
        byte[] zip = VoiceZip.OfNames("a.wav", "b.wav").With(1, field, value);
        if (field == VoiceZip.Attributes) zip = zip.With(1, VoiceZip.Maker, 3);
        VoiceZip.Write(_folder, "v.zip", zip);
        IReadOnlyList<BatchSource> sources = await FindAsync("v.zip");
        Assert.Null(sources[0].Obstacle);
        Assert.Equal(code, sources[1].Obstacle?.Code);
    }

    [Fact]
    public async Task Of_two_entries_of_one_name_the_second_is_an_obstacle()
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames("a.wav", "a.wav"));
        IReadOnlyList<BatchSource> sources = await FindAsync("v.zip");
        Assert.Equal([null, "INP06"], sources.Select(source => source.Obstacle?.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_broken_archive_is_an_obstacle_and_the_others_go_on()
    {
        byte[] sound = VoiceZip.OfNames("a.wav", "b.wav");
        byte[] overlapping = sound.With(1, VoiceZip.Offset, VoiceZip.Number(sound, 0, VoiceZip.Offset));
        byte[] far = sound.With(1, VoiceZip.Offset, 0x7FFFFFFF);
        byte[] lying = sound.With(1, VoiceZip.Packed, 0x7FFFFFFF);
        (string Name, byte[] Zip)[] broken = [("cut", sound[..^30]), ("empty", []), ("text", "no archive"u8.ToArray()), ("overlapping", overlapping), ("far", far), ("lying", lying)];
        foreach ((string name, byte[] zip) in broken) VoiceZip.Write(_folder, $"in/{name}.zip", zip);
        VoiceZip.Write(_folder, "in/sound.zip", sound);
        IReadOnlyList<BatchSource> sources = await FindAsync("in");
        Assert.Equal(["cut.zip", "empty.zip", "far.zip", "lying.zip", "overlapping.zip", "sound/a.wav", "sound/b.wav", "text.zip"], sources.Select(source => source.Name));
        Assert.Equal(broken.Length, sources.Count(source => source.Obstacle?.Code == "INP05"));
        Assert.Equal("INP05", Assert.Single(await FindAsync("in/cut.zip")).Obstacle?.Code);
    }

    [Fact]
    public async Task A_program_before_the_archive_and_a_comment_after_it_do_not_matter()
    {
        byte[] zip = VoiceZip.OfNames("a.wav");
        zip[^2] = 3;
        VoiceZip.Write(_folder, "v.zip", [.. Encoding.ASCII.GetBytes(new string('#', 5000)), .. zip, .. "abc"u8]);
        BatchSource source = Assert.Single(await FindAsync("v.zip"));
        using SourceFiles files = new(_folder["tmp"]);
        await using SourceFile file = await files.OpenAsync(source, CancellationToken.None);
        Assert.Equal("a.wav", File.ReadAllText(file.Path));
    }

    [Fact]
    public async Task More_entries_than_two_bytes_count_are_read()
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames([.. Enumerable.Range(0, 66_000).Select(i => $"{i}.wav")]));
        Assert.Equal(66_000, (await FindAsync("v.zip")).Count);
    }

    [Fact]
    public async Task Numbers_of_eight_bytes_are_read()
    {
        // The last entry of the directory gets a ZIP64 field (id 1): length, packed length, place.
        byte[] zip = VoiceZip.OfNames("a.wav", "b.wav");
        int at = VoiceZip.Entry(zip, 1), end = zip.Length - 22;
        byte[] field = new byte[28];
        BinaryPrimitives.WriteUInt16LittleEndian(field, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(field.AsSpan(2), 24);
        BinaryPrimitives.WriteUInt64LittleEndian(field.AsSpan(4), VoiceZip.Number(zip, 1, VoiceZip.Length));
        BinaryPrimitives.WriteUInt64LittleEndian(field.AsSpan(12), VoiceZip.Number(zip, 1, VoiceZip.Packed));
        BinaryPrimitives.WriteUInt64LittleEndian(field.AsSpan(20), VoiceZip.Number(zip, 1, VoiceZip.Offset));
        byte[] large = zip.With(1, VoiceZip.Length, uint.MaxValue).With(1, VoiceZip.Packed, uint.MaxValue).With(1, VoiceZip.Offset, uint.MaxValue);
        large[at + 30] = (byte)field.Length;
        byte[] tail = large[end..];
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(12), BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(12)) + (uint)field.Length);
        VoiceZip.Write(_folder, "v.zip", [.. large[..end], .. field, .. tail]);
        IReadOnlyList<BatchSource> sources = await FindAsync("v.zip");
        using SourceFiles files = new(_folder["tmp"]);
        await using SourceFile file = await files.OpenAsync(sources[1], CancellationToken.None);
        Assert.Equal("b.wav", File.ReadAllText(file.Path));
    }
}
