using System.Threading.Channels;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Watches recordings, a profile, emotions, hand edits and the plugins, and hands out what happens to them, one after the other. Read by one thread.</summary>
public sealed class WatchFeed : IAsyncDisposable
{
    private static readonly TimeSpan _quietTime = PluginHostOptions.QuietTime;

    private readonly Channel<WatchEvent> _events = Channel.CreateUnbounded<WatchEvent>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    /// <summary>Begins to watch.</summary>
    /// <param name="plugins">The plugins; they are reloaded when their files change.</param>
    /// <param name="inputs">Recordings, folders of recordings and patterns, as the user named them.</param>
    /// <param name="profilePath">The profile's file, or null when it has none.</param>
    /// <param name="emotionsPath">The file of emotions, or the folder of such files, or null.</param>
    /// <param name="outputFolders">Full paths of the folders in which edits lie beside what was made.</param>
    public WatchFeed(PluginHost plugins, IReadOnlyList<string> inputs, string? profilePath, string? emotionsPath, IReadOnlyList<string> outputFolders)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputFolders);
        List<Task> work = [plugins.WatchAsync(change => _events.Writer.TryWrite(new WatchEvent(WatchEventKind.Plugin, change.Plugin.Folder, change)), _stop.Token)];
        HashSet<string> files = [.. inputs.Where(File.Exists).Select(Path.GetFullPath)];
        HashSet<string> folders = [.. inputs.Where(input => !File.Exists(input)).Select(FolderOf)];
        work.Add(FollowAsync(WatchEventKind.Recording, [.. files.Select(file => Path.GetDirectoryName(file)!).Union(folders)],
            path => files.Contains(path) || (RecordingFinder.IsRecordingName(path) && folders.Contains(Path.GetDirectoryName(path)!))));
        if (profilePath is not null)
        {
            string file = Path.GetFullPath(profilePath);
            string name = Path.GetFileName(file);
            // The profile x.a2fprofile.yaml may have local changes in x.local.yaml.
            string stem = Path.Combine(Path.GetDirectoryName(file)!, name.Split('.')[0]) + ".";
            work.Add(FollowAsync(WatchEventKind.Profile, [Path.GetDirectoryName(file)!],
                path => path.StartsWith(stem, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)));
        }
        if (emotionsPath is not null)
        {
            string file = Path.GetFullPath(emotionsPath);
            bool isFolder = Directory.Exists(file);
            work.Add(FollowAsync(WatchEventKind.Emotions, [isFolder ? Path.TrimEndingDirectorySeparator(file) : Path.GetDirectoryName(file)!],
                path => isFolder ? EmotionFile.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) : path == file));
        }
        work.Add(FollowAsync(WatchEventKind.Edits, outputFolders, path => path.EndsWith(LineEdits.FileSuffix, StringComparison.Ordinal)));
        _work = Task.WhenAll(work);
    }

    /// <summary>Whether something happened that has not been read yet.</summary>
    public bool HasNews => _events.Reader.TryPeek(out _);

    /// <summary>The next event.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public ValueTask<WatchEvent> ReadAsync(CancellationToken cancellation) => _events.Reader.ReadAsync(cancellation);

    /// <summary>The next event if there is one already.</summary>
    public bool TryRead(out WatchEvent next) => _events.Reader.TryRead(out next);

    /// <summary>Ends the watch.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>The folder itself, or the one a pattern looks in.</summary>
    private static string FolderOf(string input) =>
        Directory.Exists(input) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(input)) : Path.GetDirectoryName(Path.GetFullPath(input)) ?? input;

    private async Task FollowAsync(WatchEventKind kind, IReadOnlyList<string> folders, Func<string, bool> concerns)
    {
        using FolderWatch watch = new(folders, depth: 0, _quietTime, concerns);
        while (true)
        {
            foreach (string path in await watch.WaitAsync(_stop.Token).ConfigureAwait(false)) _events.Writer.TryWrite(new WatchEvent(kind, path));
        }
    }
}
