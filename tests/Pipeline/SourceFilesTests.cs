using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Recordings of a batch as files to be read.</summary>
public sealed class SourceFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Temporary => _folder["out/.a2f/tmp"];

    private Task<IReadOnlyList<BatchSource>> FindAsync(string input) => BatchInputs.FindAsync([_folder[input]], new BatchInputOptions(), new MediaReader(), CancellationToken.None);

    private async Task<string> CodeOfAsync(byte[] zip)
    {
        VoiceZip.Write(_folder, "v.zip", zip);
        using SourceFiles files = new(Temporary);
        BatchSource source = (await FindAsync("v.zip"))[0];
        Assert.Null(source.Obstacle);
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(async () => await files.OpenAsync(source, CancellationToken.None));
        Assert.Empty(Directory.GetFiles(Temporary));
        return Assert.Single(exception.Issues).Code;
    }

    [Fact]
    public async Task A_file_is_read_where_it_is_and_left_alone()
    {
        _folder.Write("a.wav", "sound");
        using SourceFiles files = new(Temporary);
        await using (SourceFile file = await files.OpenAsync((await FindAsync("a.wav"))[0], CancellationToken.None)) Assert.Equal(_folder["a.wav"], file.Path);
        Assert.Equal("sound", _folder.Read("a.wav"));
        Assert.False(Directory.Exists(Temporary));
    }

    [Fact]
    public async Task A_recording_is_unpacked_and_deleted_after_use()
    {
        byte[] noise = new byte[300_000];
        new Random(5).NextBytes(noise);
        VoiceZip.Write(_folder, "v.zip", VoiceZip.Of(("noise.ogg", noise), ("zeros.wav", new byte[1_000_000]), ("empty.wav", [])));
        using SourceFiles files = new(Temporary);
        foreach (BatchSource source in await FindAsync("v.zip"))
        {
            await using (SourceFile file = await files.OpenAsync(source, CancellationToken.None))
            {
                Assert.Equal(Path.GetExtension(source.Name), Path.GetExtension(file.Path));
                Assert.Equal(Temporary, Path.GetDirectoryName(file.Path));
                Assert.Equal(source.Name switch { "noise.ogg" => noise, "zeros.wav" => new byte[1_000_000], _ => [] }, File.ReadAllBytes(file.Path));
            }
            Assert.Empty(Directory.GetFiles(Temporary));
        }
    }

    [Fact]
    public async Task What_is_still_unpacked_goes_at_the_end()
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames("a.wav"));
        using (SourceFiles files = new(Temporary))
        {
            await files.OpenAsync((await FindAsync("v.zip"))[0], CancellationToken.None);
            Assert.Single(Directory.GetFiles(Temporary));
        }
        Assert.Empty(Directory.GetFiles(Temporary));
    }

    [Fact]
    public async Task Many_threads_read_one_archive()
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames([.. Enumerable.Range(0, 400).Select(i => $"{i}.wav")]));
        using SourceFiles files = new(Temporary);
        IReadOnlyList<BatchSource> sources = await FindAsync("v.zip");
        await Parallel.ForEachAsync(sources, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (source, token) =>
        {
            await using SourceFile file = await files.OpenAsync(source, token);
            Assert.Equal(source.Name, await File.ReadAllTextAsync(file.Path, token));
        });
        Assert.Empty(Directory.GetFiles(Temporary));
    }

    [Fact]
    public async Task A_wrong_check_sum_is_told()
    {
        byte[] zip = VoiceZip.OfNames("a.wav");
        Assert.Equal("INP08", await CodeOfAsync(zip.With(0, VoiceZip.Crc, VoiceZip.Number(zip, 0, VoiceZip.Crc) ^ 0x100)));
    }

    [Theory]
    [InlineData(9_999)]
    [InlineData(10_001)]
    public async Task A_lying_size_is_told(uint said) => Assert.Equal("INP08", await CodeOfAsync(VoiceZip.Of(("a.wav", new byte[10_000])).With(0, VoiceZip.Length, said)));

    [Fact]
    public async Task Damaged_bytes_are_told()
    {
        byte[] zip = VoiceZip.Of(("a.wav", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000)))));
        zip[500] ^= 0x55;
        Assert.Equal("INP08", await CodeOfAsync(zip));
        byte[] moved = VoiceZip.OfNames("a.wav");
        moved[0] = 0;
        Assert.Equal("INP08", await CodeOfAsync(moved));
    }

    [Fact]
    public async Task A_bomb_does_not_go_off()
    {
        // 65 MiB of zeros pack a thousand times smaller; the directory says so, or says 60 MiB.
        byte[] bomb = VoiceZip.Of(("a.wav", new byte[65 << 20]));
        VoiceZip.Write(_folder, "v.zip", bomb);
        Assert.Equal("INP07", (await FindAsync("v.zip"))[0].Obstacle?.Code);
        Assert.Equal("INP08", await CodeOfAsync(bomb.With(0, VoiceZip.Length, 60 << 20)));
    }

    [Fact]
    public async Task An_archive_that_vanished_is_told()
    {
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames("a.wav", "b.wav"));
        IReadOnlyList<BatchSource> sources = await FindAsync("v.zip");
        using SourceFiles files = new(Temporary);
        await (await files.OpenAsync(sources[0], CancellationToken.None)).DisposeAsync();
        File.Delete(_folder["v.zip"]);
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(async () => await files.OpenAsync(sources[1], CancellationToken.None));
        Assert.Equal("INP05", exception.Issues[0].Code);
        using SourceFiles fresh = new(Temporary);
        Assert.Equal("INP05", Assert.Throws<ModkitException>(() => fresh.Stamp(sources[1])).Issues[0].Code);
        // A new archive without it.
        VoiceZip.Write(_folder, "v.zip", VoiceZip.OfNames("a.wav"));
        using SourceFiles later = new(Temporary);
        Assert.Equal("INP01", Assert.Throws<ModkitException>(() => later.Stamp(sources[1])).Issues[0].Code);
    }

    [Fact]
    public async Task The_stamp_of_a_file_is_its_size_and_time()
    {
        _folder.Write("a.wav", "12345");
        DateTime time = new(2025, 4, 5, 6, 7, 8, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_folder["a.wav"], time);
        using SourceFiles files = new(Temporary);
        BatchSource source = (await FindAsync("a.wav"))[0];
        Assert.Equal(new SourceStamp(5, time.Ticks), files.Stamp(source));
        File.Delete(_folder["a.wav"]);
        Assert.Equal("INP01", Assert.Throws<ModkitException>(() => files.Stamp(source)).Issues[0].Code);
    }

    [Fact]
    public async Task The_stamp_of_an_entry_outlives_a_new_archive_and_tells_another_recording()
    {
        async Task<SourceStamp> StampAsync(params (string, byte[])[] entries)
        {
            VoiceZip.Write(_folder, "v.zip", VoiceZip.Of(entries));
            using SourceFiles files = new(Temporary);
            return files.Stamp((await FindAsync("v.zip"))[0]);
        }

        // CRC-32 of "123456789", the check value every description of it gives.
        SourceStamp stamp = await StampAsync(("a.wav", "123456789"u8.ToArray()));
        Assert.Equal(new SourceStamp(9, 0xCBF43926), stamp);
        Assert.Equal(stamp, await StampAsync(("a.wav", "123456789"u8.ToArray()), ("b.wav", "new"u8.ToArray())));
        Assert.NotEqual(stamp, await StampAsync(("a.wav", "123456780"u8.ToArray())));
    }

    /// <summary>Set <c>MODKIT_MUTATIONS</c> for another count.</summary>
    [Fact]
    public async Task Broken_copies_of_an_archive_never_crash()
    {
        byte[] sound = VoiceZip.Of(("a.wav", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100)))), ("npc/b.ogg", "stored"u8.ToArray()), ("c.wav", new byte[2000]));
        Random random = new(41);
        int unpacked = 0, refused = 0;
        for (int i = 0, count = Damage.Count(4_000); i < count; i++)
        {
            VoiceZip.Write(_folder, "v.zip", Damage.Of(sound, random));
            using SourceFiles files = new(Temporary);
            try
            {
                foreach (BatchSource source in await FindAsync("v.zip"))
                {
                    if (source.Obstacle is not null) throw new ModkitException(source.Obstacle);
                    files.Stamp(source);
                    await using SourceFile file = await files.OpenAsync(source, CancellationToken.None);
                    unpacked++;
                }
            }
            catch (ModkitException exception)
            {
                Assert.StartsWith("INP", exception.Issues[0].Code, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.Empty(Directory.GetFiles(Temporary));
        Assert.True(unpacked > 100 && refused > 100, $"{unpacked} unpacked, {refused} refused");
    }
}
