using System.ComponentModel;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>
/// Decodes many short files with few starts of FFmpeg: a start costs more than a line's decoding. A file about which anything is not plain (damage,
/// several streams, an unknown length) is left to be read alone, so that its samples, warnings and errors are always the same.
/// </summary>
internal sealed class FfmpegGroup
{
    /// <summary>Longer sounds gain nothing, and what is decoded waits on the disk.</summary>
    private const double MostSeconds = 60;

    /// <summary>A file this much shorter than told may be cut short: <see cref="FfmpegAudioStream"/> judges that, and warns from half a second on.</summary>
    private const double MissingSeconds = 0.25;

    /// <summary>Below this a group whose messages cannot be told apart is not worth another try.</summary>
    private const int LeastFiles = 4;

    private const int MessageKibibytes = 512;

    private readonly FfmpegTools _tools;
    private readonly ScratchFolder _scratch;
    private readonly WavEncoding _encoding;
    private readonly FfmpegTimeouts _timeouts;
    private readonly double _mostSeconds;
    private readonly GroupSound?[] _sounds;

    private FfmpegGroup(FfmpegTools tools, ScratchFolder scratch, WavEncoding encoding, MediaOptions options, FfmpegTimeouts timeouts, int count)
    {
        _tools = tools;
        _scratch = scratch;
        _encoding = encoding;
        _timeouts = timeouts;
        _mostSeconds = Math.Min(MostSeconds, options.MaximumSampleCount / (double)AudioClip.SampleRateHz);
        _sounds = new GroupSound?[count];
    }

    /// <summary>Decodes into files of the folder.</summary>
    /// <param name="tools">FFmpeg.</param>
    /// <param name="files">What to decode; null entries are skipped.</param>
    /// <param name="encoding">Of the samples: <see cref="WavEncoding.Float32"/> or <see cref="WavEncoding.Signed16"/>.</param>
    /// <param name="scratch">Takes what was decoded.</param>
    /// <param name="options">How much is read at most.</param>
    /// <param name="timeouts">Until FFmpeg counts as stuck.</param>
    /// <param name="cancellation">Stops FFmpeg.</param>
    /// <returns>One entry per file: its sound, to be disposed by the caller, or null when it must be read alone.</returns>
    public static async Task<GroupSound?[]> RunAsync(FfmpegTools tools, IReadOnlyList<GroupFile?> files, WavEncoding encoding, ScratchFolder scratch,
        MediaOptions options, FfmpegTimeouts timeouts, CancellationToken cancellation)
    {
        FfmpegGroup group = new(tools, scratch, encoding, options, timeouts, files.Count);
        List<Member> members = [];
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i] is { } file) members.Add(new Member(i, file));
        }
        bool isDone = false;
        try
        {
            List<Member> again = await group.DecodeAsync(members, cancellation).ConfigureAwait(false);
            // Those whose channels were guessed wrong; they are known now.
            await group.DecodeAsync(again, cancellation).ConfigureAwait(false);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                foreach (GroupSound? sound in group._sounds) sound?.Samples.Dispose();
            }
        }
        return group._sounds;
    }

    /// <summary>Decodes what can be decoded together.</summary>
    /// <returns>Files that only need another number of channels.</returns>
    private async Task<List<Member>> DecodeAsync(List<Member> members, CancellationToken cancellation)
    {
        List<Member> again = [];
        Stack<List<Member>> open = new([members]);
        while (open.TryPop(out List<Member>? part))
        {
            if (part.Count < 2) continue; // alone it is no dearer by the usual way
            (GroupFile File, string Output)[] files = [.. part.Select(member => (member.File, _scratch.NewPath()))];
            if (await TryRunAsync(files, cancellation).ConfigureAwait(false) is not { } report) continue;
            if (!report.HasStarted)
            {
                // FFmpeg ends at the first input it cannot open, or at the first without sound: go on without those.
                List<Member> rest = Rest(part, report);
                if (rest.Count < part.Count) open.Push(rest);
                continue;
            }
            if (report.HasStrayError)
            {
                if (part.Count < 2 * LeastFiles) continue;
                open.Push(part[..(part.Count / 2)]);
                open.Push(part[(part.Count / 2)..]);
                continue;
            }
            for (int i = 0; i < part.Count; i++)
            {
                if (report.Describe(i) is not { } info) continue;
                int channels = info.AudioStreams[0].ChannelCount;
                if (channels == part[i].File.ChannelCount && IsPlain(info, part[i].File.RateHz, files[i].Output))
                    _sounds[part[i].Index] = new GroupSound(part[i].File.Source, info, new ScratchFile(files[i].Output, _scratch), report.DamageOf(i));
                else if (channels > 0 && channels != part[i].File.ChannelCount) again.Add(part[i].With(channels));
            }
        }
        return again;
    }

    /// <summary>What may be tried again: files that are plain, with their channels as FFmpeg found them, and files it did not come to.</summary>
    private static List<Member> Rest(List<Member> part, FfmpegGroupReport report)
    {
        List<Member> rest = [];
        for (int i = 0; i < part.Count; i++)
        {
            if (i > report.OpenedCount) rest.Add(part[i]);
            else if (report.Describe(i)?.AudioStreams[0].ChannelCount is > 0 and int channels) rest.Add(part[i].With(channels));
        }
        return rest;
    }

    /// <summary>Runs FFmpeg; null when it did not end well and nothing it made can be trusted.</summary>
    private async Task<FfmpegGroupReport?> TryRunAsync((GroupFile File, string Output)[] files, CancellationToken cancellation)
    {
        try
        {
            ToolProcess process = ToolProcess.Start(_tools.FfmpegPath, FfmpegCommand.DecodeGroup(files, _encoding, _mostSeconds + 1, _tools.HasSoxr), MessageKibibytes);
            await using (process.ConfigureAwait(false))
            {
                int exitCode = await process.WaitForExitAsync(_timeouts.Silence + TimeSpan.FromSeconds(files.Length), cancellation).ConfigureAwait(false);
                if (!process.HasAllMessages) return null;
                FfmpegGroupReport report = FfmpegGroupReport.Read(process.Messages, files.Length);
                return exitCode == 0 || !report.HasStarted ? report : null;
            }
        }
        catch (Exception e) when (e is Win32Exception or TimeoutException)
        {
            return null; // the way for one file says what is wrong
        }
    }

    private bool IsPlain(MediaInfo info, int rateHz, string output)
    {
        if (info.AudioStreams[0].SampleRateHz is < Limits.LowestSampleRateHz or > Limits.HighestSampleRateHz) return false;
        FileInfo file = new(output);
        int sampleBytes = WavFormat.SampleBytes(_encoding);
        if (!file.Exists || file.Length == 0 || file.Length % sampleBytes != 0) return false;
        double seconds = file.Length / ((double)sampleBytes * rateHz);
        return seconds <= _mostSeconds && info.DurationSeconds <= _mostSeconds && seconds >= info.DurationSeconds - MissingSeconds;
    }

    private sealed record Member(int Index, GroupFile File)
    {
        public Member With(int channelCount) => this with { File = File with { ChannelCount = channelCount } };
    }
}
