using System.Buffers;
using System.Collections.Concurrent;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>Reads any audio or video file as 16 kHz mono: plain WAV by itself, everything else through FFmpeg.</summary>
/// <remarks>Thread-safe; one instance per program.</remarks>
public sealed class MediaReader
{
    /// <summary>FFmpeg reads a group's files as a whole.</summary>
    private const long MostGroupBytes = 4 * 1024 * 1024;

    /// <summary>Kept filters; each takes up to 2 MB.</summary>
    private const int MostFilters = 12;

    private readonly string? _ffmpegFolder;
    private readonly FfmpegTimeouts _timeouts;
    private volatile FfmpegTools? _tools;
    private readonly ConcurrentDictionary<int, ResamplerFilter> _filters = new();

    /// <summary>Makes a reader. Nothing is started or looked for yet.</summary>
    /// <param name="ffmpegFolder">Where ffmpeg and ffprobe are; null looks in A2F_FFMPEG, then in PATH.</param>
    public MediaReader(string? ffmpegFolder = null)
        : this(ffmpegFolder, FfmpegTimeouts.Default)
    {
    }

    internal MediaReader(string? ffmpegFolder, FfmpegTimeouts timeouts)
    {
        _ffmpegFolder = ffmpegFolder;
        _timeouts = timeouts;
    }

    /// <summary>Opens a file for reading bit by bit.</summary>
    /// <exception cref="ModkitException">It cannot be read: codes MED01 to MED16.</exception>
    public async ValueTask<AudioStream> OpenAsync(string path, MediaOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        AudioStream stream = await OpenAsItIsAsync(path, options, cancellation).ConfigureAwait(false);
        return Finish(stream, options);
    }

    private static AudioStream Finish(AudioStream stream, MediaOptions options) => options.CleanSound ? new CleanedAudioStream(stream) : stream;

    private async ValueTask<AudioStream> OpenAsItIsAsync(string path, MediaOptions options, CancellationToken cancellation)
    {
        MediaFile file = Fuz.FindVoice(MediaFile.Find(path));
        if (OpenWav(file, options) is { } wav) return wav;
        FfmpegTools tools = await FindToolsAsync(file, cancellation).ConfigureAwait(false);
        MediaInfo info = await FfmpegProbe.RunAsync(tools, file, options.AudioStream, _timeouts, cancellation).ConfigureAwait(false);
        AudioStreamInfo stream = info.AudioStreams[info.SelectedAudioStream];
        if (stream.SampleRateHz is < Limits.LowestSampleRateHz or > Limits.HighestSampleRateHz) throw new ModkitException(MediaIssues.SampleRate(file.Name, stream.SampleRateHz));
        if (stream.ChannelCount is < 1 or > Limits.AudioChannels) throw new ModkitException(MediaIssues.ChannelCount(file.Name, stream.ChannelCount));
        CheckLength(file, stream.DurationSeconds, options);
        return FfmpegAudioStream.Start(tools, file, info, options, _timeouts);
    }

    /// <summary>
    /// Opens many short files at once, for a batch that looks ahead: those that need FFmpeg share one start of it, which costs more than decoding a line.
    /// </summary>
    /// <remarks>
    /// The samples and warnings are those of <see cref="OpenAsync"/>; lengths in <see cref="AudioStream.Info"/> are rounded to 10 ms, titles left out. What was
    /// decoded waits in temporary files, each of which goes when its stream is disposed, read or not; the memory does not grow with the sounds' length.
    /// </remarks>
    /// <param name="paths">Any recordings; from 32 to 64 at a time the start no longer matters.</param>
    /// <param name="options">Which sound is read, and how much at most.</param>
    /// <param name="scratchFolder">Where a folder for the temporary files is made; null takes the system's.</param>
    /// <param name="cancellation">Stops the decoding; FFmpeg is killed and nothing stays behind.</param>
    /// <returns>
    /// One stream per path, to be disposed by the caller, or null where <see cref="OpenAsync"/> is the way: plain WAV, long recordings, and whatever is odd,
    /// damaged or not there.
    /// </returns>
    /// <exception cref="ModkitException">The folder for the temporary files cannot be made: MED21.</exception>
    public async ValueTask<IReadOnlyList<AudioStream?>> OpenGroupAsync(IReadOnlyList<string> paths, MediaOptions options, string? scratchFolder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        GroupFile?[] files = [.. paths.Select(GroupMember)];
        GroupSound?[] sounds = await DecodeGroupAsync(files, WavEncoding.Float32, options, scratchFolder, cancellation).ConfigureAwait(false);
        return [.. sounds.Select(sound => sound is null ? null : Finish(new DecodedAudioStream(sound), options))];
    }

    /// <summary>Makes what <see cref="ReadWaveAsync"/> gives for many short files at once, with as few starts of FFmpeg as <see cref="OpenGroupAsync"/>.</summary>
    /// <param name="paths">The recordings.</param>
    /// <param name="opened">What <see cref="OpenGroupAsync"/> gave for them and is not disposed.</param>
    /// <param name="sampleRatesHz">The rates the game plays, at least one.</param>
    /// <param name="options">Which sound is read, and how much at most.</param>
    /// <param name="scratchFolder">Where a folder for the temporary files is made; null takes the system's.</param>
    /// <param name="cancellation">Stops the work; FFmpeg is killed and nothing stays behind.</param>
    /// <returns>One voice per path, to be disposed by the caller, or null where <see cref="ReadWaveAsync"/> is the way.</returns>
    /// <exception cref="ModkitException">The folder for the temporary files cannot be made: MED21.</exception>
    public async ValueTask<IReadOnlyList<PreparedWave?>> PrepareWavesAsync(IReadOnlyList<string> paths, IReadOnlyList<AudioStream?> opened, IReadOnlyList<int> sampleRatesHz,
        MediaOptions options, string? scratchFolder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        GroupFile?[] files = [.. paths.Zip(opened, (path, stream) => WaveMember(path, stream?.Info, sampleRatesHz))];
        GroupSound?[] sounds = await DecodeGroupAsync(files, WavEncoding.Signed16, options, scratchFolder, cancellation).ConfigureAwait(false);
        return [.. sounds.Select((sound, i) => sound is null ? null : new PreparedWave(sound, files[i]!.RateHz))];
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="ModkitException">It cannot be read: codes MED01 to MED16.</exception>
    public async ValueTask<AudioClip> ReadClipAsync(string path, MediaOptions options, CancellationToken cancellation)
    {
        const int BlockLength = 16_384;
        const long MostSamples = Limits.ClipMebibytes * 1024L * 1024 / sizeof(float);
        await using AudioStream stream = await OpenAsync(path, options, cancellation).ConfigureAwait(false);
        double expectedSeconds = stream.Info.AudioStreams[stream.Info.SelectedAudioStream].DurationSeconds ?? 0;
        ArrayBufferWriter<float> samples = new((2 * BlockLength) + (int)Math.Min(expectedSeconds * AudioClip.SampleRateHz, MostSamples));
        while (await stream.ReadAsync(samples.GetMemory(BlockLength), cancellation).ConfigureAwait(false) is > 0 and int count)
        {
            samples.Advance(count);
            if (samples.WrittenCount > MostSamples) throw new ModkitException(MediaIssues.TooLargeForOneClip(stream.Name));
        }
        if (samples.WrittenCount == 0) throw new ModkitException(MediaIssues.NoSamples(stream.Name));
        return new AudioClip(stream.Name, samples.WrittenMemory);
    }

    /// <summary>Tells what a file holds without decoding it.</summary>
    /// <exception cref="ModkitException">It cannot be read: codes MED01 to MED07 and MED09 to MED16.</exception>
    public async ValueTask<MediaInfo> ProbeAsync(string path, CancellationToken cancellation)
    {
        MediaFile file = Fuz.FindVoice(MediaFile.Find(path));
        using (Stream stream = file.OpenSound())
        {
            if (ReadWavHeader(stream, file) is { } format) return WavAudioStream.Describe(format);
        }
        FfmpegTools tools = await FindToolsAsync(file, cancellation).ConfigureAwait(false);
        return await FfmpegProbe.RunAsync(tools, file, wanted: null, _timeouts, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the voice as a whole RIFF/WAVE file of PCM, for game files that carry it.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="sampleRatesHz">The rates the game plays, at least one.</param>
    /// <param name="options">Which sound is read, and how much at most.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The recording's own bytes when it is an 8- or 16-bit WAV of such a rate; else 16-bit mono made by FFmpeg.</returns>
    /// <exception cref="ModkitException">It cannot be read: codes MED01 to MED16.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadWaveAsync(string path, IReadOnlyList<int> sampleRatesHz, MediaOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sampleRatesHz);
        ArgumentNullException.ThrowIfNull(options);
        MediaFile file = Fuz.FindVoice(MediaFile.Find(path));
        Stream sound = file.OpenSound();
        await using (sound.ConfigureAwait(false))
        {
            if (ReadWavHeader(sound, file) is { } format && IsPlayed(format, sampleRatesHz) && sound.Length <= Limits.ClipMebibytes * 1024L * 1024)
            {
                byte[] wave = new byte[sound.Length];
                sound.Position = 0;
                await sound.ReadExactlyAsync(wave, cancellation).ConfigureAwait(false);
                // RF64 and BW64 are for hours of sound; games know RIFF alone.
                if (wave.AsSpan().StartsWith("RIFF"u8)) return wave;
            }
        }
        FfmpegTools tools = await FindToolsAsync(file, cancellation).ConfigureAwait(false);
        MediaInfo info = await FfmpegProbe.RunAsync(tools, file, options.AudioStream, _timeouts, cancellation).ConfigureAwait(false);
        int rateHz = VoiceWave.ChooseRateHz(sampleRatesHz, info.AudioStreams[info.SelectedAudioStream].SampleRateHz);
        return await VoiceWave.ConvertAsync(tools, file, info, rateHz, _timeouts, cancellation).ConfigureAwait(false);
    }

    /// <summary>Decodes the files that are not null, if they are more than one.</summary>
    private async ValueTask<GroupSound?[]> DecodeGroupAsync(GroupFile?[] files, WavEncoding encoding, MediaOptions options, string? scratchFolder, CancellationToken cancellation)
    {
        GroupSound?[] none = new GroupSound?[files.Length];
        if (options.AudioStream is not (null or 0) || files.Count(file => file is not null) < 2) return none;
        FfmpegTools tools;
        try
        {
            tools = await FindToolsAsync(files.First(file => file is not null)!.Source, cancellation).ConfigureAwait(false);
        }
        catch (ModkitException)
        {
            return none; // every file says so by itself
        }
        using ScratchFolder scratch = ScratchFolder.Create(scratchFolder);
        return await FfmpegGroup.RunAsync(tools, files, encoding, scratch, options, _timeouts, cancellation).ConfigureAwait(false);
    }

    /// <summary>The file when its sound is one to decode in a group, else null.</summary>
    private static GroupFile? GroupMember(string path) => FindMember(path, (file, sound) =>
        ReadWavHeader(sound, file) is null && SoundHead.Read(sound) is > 0 and int channels ? new GroupFile(file, channels, AudioClip.SampleRateHz) : null);

    /// <summary>The file when its voice is one to convert in a group, else null.</summary>
    /// <param name="path">The file.</param>
    /// <param name="info">What FFmpeg said of it in a group, or null.</param>
    /// <param name="sampleRatesHz">The rates the game plays.</param>
    private static GroupFile? WaveMember(string path, MediaInfo? info, IReadOnlyList<int> sampleRatesHz) => FindMember(path, (file, sound) =>
    {
        if (info?.AudioStreams[info.SelectedAudioStream] is { } stream) return new GroupFile(file, stream.ChannelCount, VoiceWave.ChooseRateHz(sampleRatesHz, stream.SampleRateHz));
        if (ReadWavHeader(sound, file) is not { } format || IsPlayed(format, sampleRatesHz)) return null;
        return new GroupFile(file, format.ChannelCount, VoiceWave.ChooseRateHz(sampleRatesHz, format.SampleRateHz));
    });

    private static GroupFile? FindMember(string path, Func<MediaFile, Stream, GroupFile?> judge)
    {
        try
        {
            MediaFile file = Fuz.FindVoice(MediaFile.Find(path));
            // A line break in a name could pass for a message of FFmpeg's.
            if (file.FullPath.Any(char.IsControl)) return null;
            using Stream sound = file.OpenSound();
            return sound.Length > MostGroupBytes ? null : judge(file, sound);
        }
        catch (Exception e) when (e is ModkitException or IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a game of these rates plays such a file as it is.</summary>
    private static bool IsPlayed(WavFormat format, IReadOnlyList<int> sampleRatesHz) =>
        format.Encoding is WavEncoding.Unsigned8 or WavEncoding.Signed16 && sampleRatesHz.Contains(format.SampleRateHz);

    private WavAudioStream? OpenWav(MediaFile file, MediaOptions options)
    {
        Stream? stream = file.OpenSound();
        try
        {
            if (ReadWavHeader(stream, file) is not { } format) return null;
            if (options.AudioStream is { } wanted and not 0) throw new ModkitException(MediaIssues.NoSuchStream(file.Name, wanted, WavAudioStream.Describe(format).AudioStreams));
            if (format.FrameCount == 0) throw new ModkitException(MediaIssues.NoSamples(file.Name));
            CheckLength(file, format.DurationSeconds, options);
            WavAudioStream wav = new(stream, file.Name, format, Filter(format.SampleRateHz));
            stream = null; // it is the audio stream's now
            return wav;
        }
        finally
        {
            stream?.Dispose();
        }
    }

    private static WavFormat? ReadWavHeader(Stream stream, MediaFile file)
    {
        try
        {
            return WavHeader.Read(stream, file.Name);
        }
        catch (IOException e)
        {
            throw new ModkitException(MediaIssues.CannotOpen(file.Name), e);
        }
    }

    /// <summary>A game's lines share a few rates, and designing a filter takes as long as resampling a line.</summary>
    private ResamplerFilter Filter(int sampleRateHz) =>
        _filters.TryGetValue(sampleRateHz, out ResamplerFilter? known) ? known
        : _filters.Count < MostFilters ? _filters.GetOrAdd(sampleRateHz, rateHz => new ResamplerFilter(rateHz))
        : new ResamplerFilter(sampleRateHz);

    private async Task<FfmpegTools> FindToolsAsync(MediaFile file, CancellationToken cancellation)
    {
        FfmpegTools tools = _tools ?? await FfmpegTools.FindAsync(_ffmpegFolder, _timeouts, cancellation).ConfigureAwait(false)
            ?? throw new ModkitException(MediaIssues.FfmpegMissing(file.Name));
        if (tools.IsTooOld) throw new ModkitException(MediaIssues.FfmpegTooOld(file.Name, tools.Version));
        return _tools = tools;
    }

    private static void CheckLength(MediaFile file, double? seconds, MediaOptions options)
    {
        if (seconds * AudioClip.SampleRateHz > options.MaximumSampleCount) throw new ModkitException(MediaIssues.TooLong(file.Name, seconds, options.MaximumMinutes));
    }
}
