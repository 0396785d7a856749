using System.Text;

namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reader_never_sees_half_a_file()
    {
        string path = _folder.Write("out.bin", new string('a', 100_000));
        using CancellationTokenSource stop = new();
        int reads = 0;
        Task reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                byte[] seen = File.ReadAllBytes(path);
                Assert.Equal(100_000, seen.Length);
                Assert.True(seen.AsSpan().IndexOfAnyExcept(seen[0]) < 0, "the file is a mixture of two versions");
                reads++;
            }
        });
        for (int version = 0; !reader.IsFaulted && (version < 100 || Volatile.Read(ref reads) < 20); version++)
        {
            using AtomicFile file = AtomicFile.Begin(path);
            byte[] half = Enumerable.Repeat((byte)('a' + (version % 26)), 50_000).ToArray();
            file.Stream.Write(half);
            file.Stream.Write(half);
            file.Commit();
        }
        await stop.CancelAsync();
        await reader;
        Assert.Equal(["out.bin"], _folder.Names);
    }

    [Fact]
    public void Without_commit_the_old_file_stays_and_nothing_is_left()
    {
        string path = _folder.Write("out.txt", "old");
        using (AtomicFile file = AtomicFile.Begin(path))
        {
            file.Stream.Write("new"u8);
            Assert.Equal("old", _folder.Read("out.txt"));
            Assert.Equal(2, _folder.Names.Length);
        }
        Assert.Equal("old", _folder.Read("out.txt"));
        Assert.Equal(["out.txt"], _folder.Names);
    }

    [Fact]
    public void What_a_killed_program_left_is_removed_after_an_hour_and_not_before()
    {
        string killed;
        string running;
        using (AtomicFile file = AtomicFile.Begin(_folder["out.txt"])) killed = _folder.Names[0];
        _folder.Write(killed, "left");
        File.SetLastWriteTimeUtc(_folder[killed], DateTime.UtcNow.AddMinutes(-61));
        using AtomicFile other = AtomicFile.Begin(_folder["other.txt"]);
        running = _folder.Names.Single(name => name != killed);

        AtomicFile.RemoveAbandoned(_folder.Path);

        Assert.Equal([running], _folder.Names);
    }

    [Fact]
    public void Content_survives_seeking_back()
    {
        using (AtomicFile file = AtomicFile.Begin(_folder["out.txt"]))
        {
            file.Stream.Write(Encoding.ASCII.GetBytes("length ????, content"));
            file.Stream.Position = 7;
            file.Stream.Write("0020"u8);
            file.Stream.Dispose();
            file.Commit();
        }
        Assert.Equal("length 0020, content", _folder.Read("out.txt"));
    }
}
