using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes each sound of a video a recording of its own.</summary>
/// <param name="media">Tells which sounds a video has.</param>
internal sealed class VideoSounds(MediaReader media)
{
    /// <summary>Each question starts a process; more at once than this gain little.</summary>
    private const int MostAtOnce = 4;

    private const int LongestTag = 12;

    /// <summary>The sources, videos with several sounds split.</summary>
    /// <remarks>A video that cannot be read stays as it is; that it cannot is told where the line is made.</remarks>
    public async Task<List<BatchSource>> SplitAsync(List<BatchSource> sources, CancellationToken cancellation)
    {
        int[] videos = [.. Enumerable.Range(0, sources.Count).Where(index => IsVideo(sources[index]))];
        if (videos.Length == 0) return sources;
        Dictionary<int, IReadOnlyList<BatchSource>> split = videos.ToDictionary(index => index, index => (IReadOnlyList<BatchSource>)[sources[index]]);
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Min(MostAtOnce, Environment.ProcessorCount), CancellationToken = cancellation };
        await Parallel.ForAsync(0, videos.Length, options, async (index, token) =>
        {
            IReadOnlyList<BatchSource> parts = Split(sources[videos[index]], await ProbeAsync(sources[videos[index]].Path, token).ConfigureAwait(false));
            lock (split) split[videos[index]] = parts;
        }).ConfigureAwait(false);
        return [.. sources.SelectMany((source, index) => split.TryGetValue(index, out IReadOnlyList<BatchSource>? parts) ? parts : [source])];
    }

    private static bool IsVideo(BatchSource source) =>
        source is { Entry: null, Obstacle: null, AudioStream: null } && RecordingFinder.IsVideoName(source.Path);

    private async Task<IReadOnlyList<AudioStreamInfo>> ProbeAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return (await media.ProbeAsync(path, cancellation).ConfigureAwait(false)).AudioStreams;
        }
        catch (ModkitException)
        {
            return [];
        }
    }

    /// <summary>A source for each sound; only that of the source's language when it has one.</summary>
    private static IReadOnlyList<BatchSource> Split(BatchSource video, IReadOnlyList<AudioStreamInfo> sounds)
    {
        if (sounds.Count < 2) return [video with { Language = video.Language ?? (sounds.Count == 1 ? TagOf(sounds[0]) : null) }];
        if (video.Language is not { } wanted) return [.. sounds.Select(sound => SoundOf(video, sound, sounds))];
        AudioStreamInfo? chosen = sounds.Where(sound => LanguageTags.AreSame(TagOf(sound), wanted)).OrderByDescending(sound => sound.IsDefault).FirstOrDefault();
        return [chosen is null ? video with { Obstacle = InputIssues.NoSuchLanguage(video.Name, wanted, sounds.Select(TagOf)) } : SoundOf(video, chosen, sounds)];
    }

    /// <summary>Called <c>cutscene.eng.mkv</c> by its language, <c>cutscene.2.mkv</c> by its number where it has none, <c>cutscene.eng-2.mkv</c> where others have the same.</summary>
    private static BatchSource SoundOf(BatchSource video, AudioStreamInfo sound, IReadOnlyList<AudioStreamInfo> sounds)
    {
        string? tag = TagOf(sound);
        string label = tag is null ? FormattableString.Invariant($"{sound.Index}")
            : sounds.Count(other => TagOf(other) == tag) == 1 ? tag : FormattableString.Invariant($"{tag}-{sound.Index}");
        int extension = video.Name.Length - Path.GetExtension(video.Name).Length;
        return video with { AudioStream = sound.Index, Language = video.Language ?? tag, Name = $"{video.Name[..extension]}.{label}{video.Name[extension..]}" };
    }

    /// <summary>The language, when it is fit for a file name: the video says what it likes.</summary>
    private static string? TagOf(AudioStreamInfo sound) =>
        sound.Language is { Length: > 0 and <= LongestTag } tag && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag.ToLowerInvariant() : null;
}
