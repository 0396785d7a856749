using System.Diagnostics;

namespace Audio2Face.Modkit.Media.Tests;

public sealed class StreamingTests
{
    [SkippableTheory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    public async Task Piece_sizes_do_not_change_a_bit(string name)
    {
        using TestFolder folder = new();
        string wav = folder.Write("a.wav", Wave.Mono(Wave.Noise(100_000, seed: 5), 44100));
        if (name != "a.wav") await Reading.FfmpegAsync("-i", wav, folder.File(name));
        float[] whole = await Reading.SamplesAsync(folder.File(name));
        Assert.Equal(36281, whole.Length);
        foreach (int chunk in (int[])[1, 333, 16000])
        {
            AudioStream stream = await new MediaReader().OpenAsync(folder.File(name), Reading.Options, CancellationToken.None);
            Assert.Equal(whole, (await Reading.DrainAsync(stream, chunk)).Samples);
        }
    }

    [SkippableFact]
    public async Task Ffmpeg_gives_the_same_twice()
    {
        using TestFolder folder = new();
        string wav = folder.Write("a.wav", Wave.Mono(Wave.Noise(100_000, seed: 6), 44100));
        await Reading.FfmpegAsync("-i", wav, "-c:a", "libmp3lame", folder.File("a.mp3"));
        Assert.Equal(await Reading.SamplesAsync(folder.File("a.mp3")), await Reading.SamplesAsync(folder.File("a.mp3")));
    }

    [Fact]
    public async Task A_long_wav_is_read_in_little_memory()
    {
        using TestFolder folder = new();
        string path = folder.File("hour.wav");
        byte[] header = Wave.Riff(Wave.Format(1, 1, 16000, 16), Wave.Chunk("data", [], size: 115_200_000));
        await using (FileStream file = File.Create(path))
        {
            file.Write(header);
            file.SetLength(header.Length + 115_200_000L); // an hour of silence that takes no disk
        }
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await using AudioStream stream = await new MediaReader().OpenAsync(path, new MediaOptions { MaximumMinutes = 60 }, CancellationToken.None);
        float[] buffer = new float[16000];
        long count = 0;
        while (await stream.ReadAsync(buffer, CancellationToken.None) is > 0 and int some) count += some;
        Assert.Equal(57_600_000, count);
        Assert.Empty(stream.Warnings);
        // Counts other tests' allocations too, yet stays far below the 230 MB the samples take.
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 200_000_000);
    }

    [Fact]
    public async Task A_cancelled_wav_stops()
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Mono(new float[200_000], 44100));
        await using AudioStream stream = await new MediaReader().OpenAsync(path, Reading.Options, CancellationToken.None);
        Assert.True(await stream.ReadAsync(new float[100], CancellationToken.None) > 0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Reading.DrainAsync(stream, cancellation: new CancellationToken(canceled: true)));
    }

    [SkippableFact]
    public async Task A_cancelled_ffmpeg_is_gone()
    {
        using TestFolder folder = new();
        string path = folder.File("long.flac");
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "anullsrc=sample_rate=16000:channel_layout=mono", "-t", "1200", path);
        using CancellationTokenSource cancellation = new();
        await using AudioStream stream = await new MediaReader().OpenAsync(path, Reading.Options, CancellationToken.None);
        Assert.True(await stream.ReadAsync(new float[100], cancellation.Token) > 0); // now it fills the pipe and waits
        Assert.True(!OperatingSystem.IsLinux() || Unix.CommandLines().Any(line => line.Contains(path, StringComparison.Ordinal)));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Reading.DrainAsync(stream, cancellation: cancellation.Token));
        long started = Stopwatch.GetTimestamp();
        while (OperatingSystem.IsLinux() && Unix.CommandLines().Any(line => line.Contains(path, StringComparison.Ordinal)))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2), "FFmpeg is left behind");
            await Task.Delay(20);
        }
    }

    [SkippableFact]
    public async Task Many_files_at_once()
    {
        using TestFolder folder = new();
        string wav = folder.Write("a.wav", Wave.Mono(Wave.Noise(30_000, seed: 7), 44100));
        await Reading.FfmpegAsync("-i", wav, folder.File("a.flac"));
        MediaReader reader = new();
        float[][] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
            (await reader.ReadClipAsync(folder.File(i % 3 == 0 ? "a.flac" : "a.wav"), Reading.Options, CancellationToken.None)).Samples.ToArray()));
        for (int i = 0; i < results.Length; i++) Assert.Equal(results[i % 3 == 0 ? 0 : 1], results[i]);
    }
}
