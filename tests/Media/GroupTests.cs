using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Files decoded together give what each gives alone, whatever lies among them.</summary>
public sealed class GroupTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Scratch => _folder.File("scratch");

    /// <summary>Begins like MPEG audio, for stand-ins of FFmpeg.</summary>
    private string Mpeg => _folder.Write("begins.mp3", [0xFF, 0xFB, 0x90, 0xC0, .. new byte[96]]);

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Forty_two_files_of_all_kinds_give_the_bits_they_give_alone()
    {
        List<string> paths = [];
        (string Name, int RateHz, int Channels, string Encoder)[] kinds =
        [
            ("mp3", 44100, 1, "libmp3lame -b:a 64k"), ("mp3", 44100, 2, "libmp3lame -b:a 128k"), ("ogg", 48000, 2, "libvorbis -q:a 5"), ("ogg", 22050, 1, "libvorbis -q:a 4"),
            ("opus", 48000, 1, "libopus -b:a 64k"), ("flac", 96000, 2, "flac"), ("flac", 44100, 1, "flac"), ("m4a", 44100, 2, "aac -b:a 128k"), ("wma", 44100, 2, "wmav2 -b:a 128k"),
            ("aiff", 22050, 1, "pcm_s16be"), ("caf", 32000, 1, "pcm_s16be"), ("au", 8000, 1, "pcm_mulaw"), ("w64", 11025, 1, "pcm_s16le"), ("wav", 8000, 1, "pcm_alaw"),
            ("wav", 22050, 1, "adpcm_ima_wav"), ("wav", 22050, 2, "adpcm_ms"), ("wav", 44100, 1, "pcm_s16le"), ("wv", 44100, 1, "wavpack"), ("tta", 44100, 1, "tta"),
        ];
        for (int i = 0; i < kinds.Length; i++)
        {
            (string name, int rateHz, int channels, string encoder) = kinds[i];
            paths.Add(await MakeAsync($"{i}.{name}", Wave.Noise(rateHz * (2 + (i % 3)) / 2, seed: i), rateHz, channels, ["-c:a", .. encoder.Split(' ')]));
        }
        string plain = _folder.Write("plain.wav", Wave.Mono(Wave.Noise(44_100, seed: 77), 44_100));
        paths.Add(_folder.Write("game.fuz", FuzTests.Pack(333, await FuzTests.XwmaAsync(_folder, plain))));
        paths.Add(_folder.Write("pcm.fuz", FuzTests.Pack(333, await File.ReadAllBytesAsync(plain))));
        paths.AddRange(paths.ToArray().Reverse());

        string[] alone = await CompareAsync(paths);

        // Plain WAV needs no FFmpeg.
        Assert.Equal(["16.wav", "16.wav", "pcm.fuz", "pcm.fuz"], alone);
    }

    [SkippableFact]
    public async Task Containers_of_another_kind_are_left_to_be_opened_alone()
    {
        float[] noise = Wave.Noise(48_000, seed: 5);
        List<string> paths =
        [
            await MakeAsync("a.mka", noise, 48000, 6, ["-c:a", "ac3", "-channel_layout", "5.1"]), await MakeAsync("a.webm", noise, 48000, 2, ["-c:a", "libopus"]),
            await MakeAsync("a.avi", noise, 48000, 2, ["-c:a", "libmp3lame"]), await MakeAsync("a.ts", noise, 48000, 2, ["-c:a", "mp2"]),
            await MakeAsync("six.flac", noise, 48000, 6, ["-c:a", "flac"]), await MakeAsync("a.mp3", noise, 48000, 1, ["-c:a", "libmp3lame"]), await MakeAsync("b.mp3", noise, 48000, 1, ["-c:a", "libmp3lame"]),
        ];
        string two = _folder.File("two.m4a"), picture = _folder.File("picture.mp4"), late = _folder.File("late.mov");
        await Reading.FfmpegAsync("-i", paths[5], "-i", paths[5], "-map", "0:a", "-map", "1:a", "-c:a", "aac", two);
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "color=size=64x64:rate=10:duration=1", "-c:v", "mpeg4", picture);
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "color=size=64x64:rate=10:duration=2", "-itsoffset", "0.5", "-i", paths[5], "-map", "0:v", "-map", "1:a", "-c:v", "mpeg4", "-c:a", "pcm_s16le", late);
        paths.InsertRange(2, [two, picture, late]);
        Assert.Equal(["a.avi", "a.mka", "a.ts", "a.webm", "late.mov", "picture.mp4", "six.flac", "two.m4a"], await CompareAsync(paths));
    }

    [SkippableFact]
    public async Task Broken_files_say_what_they_say_alone_and_cost_the_others_nothing()
    {
        List<string> paths = [];
        string[] kinds = ["mp3", "ogg", "m4a", "flac", "wma"];
        string[][] encoders = [["-c:a", "libmp3lame"], ["-c:a", "libvorbis"], ["-c:a", "aac"], ["-c:a", "flac"], ["-c:a", "wmav2"]];
        Random random = new(6);
        byte[] noise = new byte[3_000];
        random.NextBytes(noise);
        for (int i = 0; i < 15; i++) paths.Add(await MakeAsync($"good{i}.{kinds[i % 5]}", Wave.Noise(44_100, seed: i), 44_100, 1, encoders[i % 5]));
        for (int i = 0; i < 5; i++)
        {
            byte[] whole = await File.ReadAllBytesAsync(paths[i]);
            paths.Insert(random.Next(paths.Count), _folder.Write($"cut.{kinds[i]}", whole.AsSpan(0, whole.Length / 2)));
            byte[] hole = [.. whole[..(whole.Length / 2)], .. noise, .. whole[((whole.Length / 2) + noise.Length)..]];
            paths.Insert(random.Next(paths.Count), _folder.Write($"hole.{kinds[i]}", hole));
        }
        paths.Insert(0, _folder.Write("text.ogg", "Somebody saved the script in the place of the voice."u8));
        paths.Insert(7, _folder.Write("noise.mp3", noise));
        paths.Insert(9, _folder.Write("empty.mp3", []));
        paths.Insert(11, _folder.File("vanished.mp3"));
        paths.Insert(13, _folder.Write("short.fuz", "FUZE"u8));
        paths.Insert(15, _folder.Path);

        string[] alone = await CompareAsync(paths);

        Assert.Subset(alone.ToHashSet(), new HashSet<string>(["text.ogg", "noise.mp3", "empty.mp3", "vanished.mp3", "short.fuz", "hole.mp3", "hole.ogg", "cut.flac", "cut.m4a", "cut.mp3"]));
        Assert.DoesNotContain(alone, name => name.StartsWith("good", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Long_recordings_and_chosen_tracks_are_opened_alone()
    {
        string first = await MakeAsync("long.mp3", Wave.Noise(61 * 8000, seed: 1), 8000, 1, ["-c:a", "libmp3lame", "-b:a", "8k"]);
        string second = await MakeAsync("short.mp3", Wave.Noise(8000, seed: 2), 8000, 1, ["-c:a", "libmp3lame"]), third = await MakeAsync("other.mp3", Wave.Noise(12_000, seed: 3), 8000, 1, ["-c:a", "libmp3lame"]);
        Assert.Equal(["long.mp3"], await CompareAsync([first, second, third]));
        MediaReader reader = new();
        Assert.All(await reader.OpenGroupAsync([second, third], new MediaOptions { AudioStream = 1 }, Scratch, CancellationToken.None), Assert.Null);
        IReadOnlyList<AudioStream?> limited = await reader.OpenGroupAsync([second, third], new MediaOptions { MaximumMinutes = 1.25 / 60 }, Scratch, CancellationToken.None);
        Assert.NotNull(limited[0]);
        Assert.Null(limited[1]);
        await limited[0]!.DisposeAsync();
    }

    [SkippableFact]
    public async Task Voices_made_together_are_those_made_alone()
    {
        int[] rates = [44_100, 22_050, 11_025];
        float[] noise = Wave.Noise(30_000, seed: 8);
        List<string> paths =
        [
            await MakeAsync("a.mp3", noise, 44_100, 1, ["-c:a", "libmp3lame"]), await MakeAsync("b.ogg", noise, 48_000, 2, ["-c:a", "libvorbis"]), await MakeAsync("c.flac", noise, 16_000, 1, ["-c:a", "flac"]),
            await MakeAsync("d.wav", noise, 44_100, 2, ["-c:a", "pcm_s24le"]), await MakeAsync("e.wav", noise, 8_000, 1, ["-c:a", "pcm_f32le"]), await MakeAsync("f.wav", noise, 48_000, 2, ["-c:a", "pcm_s16le"]),
            await MakeAsync("played.wav", noise, 22_050, 2, ["-c:a", "pcm_s16le"]), await MakeAsync("six.wav", noise, 48_000, 6, ["-c:a", "pcm_s16le"]), await MakeAsync("long.wav", Wave.Noise(61 * 8_000, seed: 9), 8_000, 1, ["-c:a", "pcm_s24le"]),
            _folder.Write("text.wav", "Somebody saved the script in the place of the voice, and it is longer than a head."u8), _folder.File("vanished.mp3"),
        ];
        paths.Add(_folder.Write("game.fuz", FuzTests.Pack(333, await FuzTests.XwmaAsync(_folder, paths[6]))));
        MediaReader reader = new();
        IReadOnlyList<AudioStream?> opened = await reader.OpenGroupAsync(paths, Reading.Options, Scratch, CancellationToken.None);
        IReadOnlyList<PreparedWave?> voices = await reader.PrepareWavesAsync(paths, opened, rates, Reading.Options, Scratch, CancellationToken.None);
        for (int i = 0; i < paths.Count; i++)
        {
            if (voices[i] is not { } voice) continue;
            ReadOnlyMemory<byte> alone = await reader.ReadWaveAsync(paths[i], rates, Reading.Options, CancellationToken.None);
            Assert.True(voice.Read().Span.SequenceEqual(alone.Span), $"{paths[i]} sounds different in a group");
        }
        Assert.Equal(["played.wav", "six.wav", "long.wav", "text.wav", "vanished.mp3"], paths.Where((_, i) => voices[i] is null).Select(path => Path.GetFileName(path)));
        foreach (PreparedWave? voice in voices) voice?.Dispose();
        Assert.Equal("MED03", Assert.Throws<ModkitException>(() => voices[0]!.Read()).Issues[0].Code);
        foreach (AudioStream? stream in opened) await (stream?.DisposeAsync() ?? ValueTask.CompletedTask);
        Assert.Empty(Directory.GetFileSystemEntries(Scratch));
        Assert.All(await reader.PrepareWavesAsync(paths[..2], [null, null], rates, Reading.Options, Scratch, CancellationToken.None), Assert.Null);
    }

    [SkippableFact]
    public async Task Temporary_files_go_with_their_streams_read_or_not()
    {
        string path = await MakeAsync("a.mp3", Wave.Noise(8000, seed: 1), 8000, 1, ["-c:a", "libmp3lame"]);
        IReadOnlyList<AudioStream?> streams = await new MediaReader().OpenGroupAsync([path, path, path], Reading.Options, Scratch, CancellationToken.None);
        Assert.Equal(3, Directory.GetFiles(Scratch, "*", SearchOption.AllDirectories).Length);
        await Reading.DrainAsync(streams[1]!);
        await streams[0]!.DisposeAsync();
        await streams[0]!.DisposeAsync();
        Assert.Single(Directory.GetFiles(Scratch, "*", SearchOption.AllDirectories));
        await streams[2]!.DisposeAsync();
        Assert.Empty(Directory.GetFileSystemEntries(Scratch));
    }

    [SkippableFact]
    public async Task Cancelled_it_leaves_no_process_and_no_file()
    {
        string mark = $"1009.{Environment.ProcessId}";
        using FakeFfmpeg fake = new($"for last in \"$@\"; do case \"$last\" in file:*.raw) echo x > \"${{last#file:}}\";; esac; done; sleep {mark}");
        using CancellationTokenSource cancellation = new();
        Task<IReadOnlyList<AudioStream?>> opening = fake.Reader(60, 60).OpenGroupAsync([Mpeg, Mpeg], Reading.Options, Scratch, cancellation.Token).AsTask();
        while (!Directory.Exists(Scratch) || Directory.GetFiles(Scratch, "*.raw", SearchOption.AllDirectories).Length < 2) await Task.Delay(20);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(Directory.GetFileSystemEntries(Scratch));
        if (Directory.Exists("/proc/self")) Assert.DoesNotContain(Unix.CommandLines(), line => line.Contains("sleep\0" + mark, StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("exec sleep 1010")]
    [InlineData("exit 0")]
    [InlineData("exit 1")]
    [InlineData("kill -SEGV $$")]
    [InlineData("head -c 2000000 /dev/zero | tr '\\0' 'x' >&2")]
    public async Task One_in_a_bad_mood_leaves_every_file_to_be_opened_alone(string decode)
    {
        using FakeFfmpeg fake = new(decode);
        Assert.All(await fake.Reader(0.5, 0.5).OpenGroupAsync([Mpeg, Mpeg, Mpeg], Reading.Options, Scratch, CancellationToken.None), Assert.Null);
        Assert.Empty(Directory.GetFileSystemEntries(Scratch));
    }

    [SkippableFact]
    public async Task Without_FFmpeg_every_file_says_so_by_itself()
    {
        string path = Mpeg;
        Assert.All(await new MediaReader(_folder.Path).OpenGroupAsync([path, path], Reading.Options, Scratch, CancellationToken.None), Assert.Null);
        Reading.RequireFfmpeg();
        string blocked = _folder.Write("file", "no folder"u8);
        Assert.Equal("MED21", (await Reading.ErrorAsync(() => new MediaReader().OpenGroupAsync([path, path], Reading.Options, blocked, CancellationToken.None).AsTask())).Code);
    }

    /// <summary>Opens the files together and alone and compares all there is; returns the sorted names of those that are not read together.</summary>
    private async Task<string[]> CompareAsync(List<string> paths)
    {
        Reading.RequireFfmpeg();
        MediaReader reader = new();
        Dictionary<string, (MediaInfo Info, float[] Samples, IReadOnlyList<Issue> Warnings)> singles = [];
        List<string> alone = [];
        IReadOnlyList<AudioStream?> streams = await reader.OpenGroupAsync(paths, Reading.Options, Scratch, CancellationToken.None);
        Assert.Equal(paths.Count, streams.Count);
        for (int i = 0; i < paths.Count; i++)
        {
            if (streams[i] is not { } stream)
            {
                alone.Add(Path.GetFileName(paths[i]));
                continue;
            }
            if (!singles.TryGetValue(paths[i], out (MediaInfo Info, float[] Samples, IReadOnlyList<Issue> Warnings) single))
            {
                AudioStream opened = await reader.OpenAsync(paths[i], Reading.Options, CancellationToken.None);
                (float[] read, IReadOnlyList<Issue> told) = await Reading.DrainAsync(opened);
                single = singles[paths[i]] = (opened.Info, read, told);
            }
            AudioStreamInfo expected = single.Info.AudioStreams[single.Info.SelectedAudioStream], found = Assert.Single(stream.Info.AudioStreams);
            Assert.Equal((single.Info.Container, expected.Codec, expected.SampleRateHz, expected.ChannelCount, expected.Language), (stream.Info.Container, found.Codec, found.SampleRateHz, found.ChannelCount, found.Language));
            Assert.Equal(expected.DurationSeconds!.Value, found.DurationSeconds!.Value, 0.011);
            (float[] samples, IReadOnlyList<Issue> warnings) = await Reading.DrainAsync(stream);
            Assert.True(single.Samples.AsSpan().SequenceEqual(samples), $"{paths[i]} sounds different in a group");
            Assert.Equal(single.Warnings, warnings);
        }
        Assert.Empty(Directory.GetFileSystemEntries(Scratch));
        alone.Sort(StringComparer.Ordinal);
        return [.. alone];
    }

    private async Task<string> MakeAsync(string name, float[] samples, int rateHz, int channels, string[] encoder)
    {
        string source = _folder.Write("source.wav", Wave.Mono(samples, rateHz)), path = _folder.File(name);
        await Reading.FfmpegAsync(["-i", source, "-af", $"pan={channels}c|" + string.Join('|', Enumerable.Range(0, channels).Select(c => $"c{c}=c0")), .. encoder, path]);
        return path;
    }
}
