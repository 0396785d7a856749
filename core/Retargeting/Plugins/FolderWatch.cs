using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Tells which files of some folders were made, changed or removed, once nothing has changed for a while.</summary>
/// <remarks>
/// The operating system's notices only wake it: what counts is a look at names, lengths and times, taken every second too, because
/// network and container folders often send no notices.
/// </remarks>
public sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan _pollingTime = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string> _folders;
    private readonly Func<string, bool> _concerns;
    private readonly EnumerationOptions _enumeration;
    private readonly TimeSpan _quietTime;
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly SemaphoreSlim _wake = new(0);
    private Dictionary<string, (long LengthBytes, DateTime Changed)> _known;

    /// <summary>Begins; what is there now is known.</summary>
    /// <param name="folders">Full paths; a folder need not exist yet.</param>
    /// <param name="depth">Levels of folders below that count too.</param>
    /// <param name="quietTime">How long nothing may change before a change is told.</param>
    /// <param name="concerns">Which files count, by full path; null for all.</param>
    /// <param name="usesNotices">Whether the operating system's notices are used besides looking every second.</param>
    public FolderWatch(IReadOnlyList<string> folders, int depth, TimeSpan quietTime, Func<string, bool>? concerns = null, bool usesNotices = true)
    {
        _folders = folders;
        _concerns = concerns ?? (_ => true);
        _quietTime = quietTime;
        _enumeration = new EnumerationOptions
        {
            RecurseSubdirectories = depth > 0,
            MaxRecursionDepth = depth,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.System,
        };
        if (usesNotices) foreach (string folder in folders) TryListen(folder, depth > 0);
        _known = Look();
    }

    /// <summary>Waits for the next change.</summary>
    /// <returns>Full paths of the files concerned, in order.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IReadOnlyList<string>> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _wake.WaitAsync(_pollingTime, cancellation).ConfigureAwait(false);
            Dictionary<string, (long, DateTime)> now = Look();
            if (AreSame(now, _known)) continue;
            now = await WaitForQuietAsync(now, cancellation).ConfigureAwait(false);
            List<string> changed = [.. now.Keys.Union(_known.Keys).Where(path => !now.TryGetValue(path, out (long, DateTime) a) || !_known.TryGetValue(path, out (long, DateTime) b) || a != b)];
            _known = now;
            if (changed.Count == 0) continue;
            changed.Sort(StringComparer.Ordinal);
            return changed;
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers) watcher.Dispose();
        _wake.Dispose();
    }

    /// <summary>Looks often meanwhile, so that the wait is hardly longer than the quiet time however long the changes went on.</summary>
    private async Task<Dictionary<string, (long, DateTime)>> WaitForQuietAsync(Dictionary<string, (long, DateTime)> now, CancellationToken cancellation)
    {
        long lastChange = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(lastChange) < _quietTime)
        {
            await Task.Delay(_quietTime / 6, cancellation).ConfigureAwait(false);
            Dictionary<string, (long, DateTime)> later = Look();
            if (!AreSame(later, now)) lastChange = Stopwatch.GetTimestamp();
            now = later;
        }
        return now;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The list disposes them.")]
    private void TryListen(string folder, bool isDeep)
    {
        if (!Directory.Exists(folder)) return;
        try
        {
            FileSystemWatcher watcher = new(folder)
            {
                IncludeSubdirectories = isDeep,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _watchers.Add(watcher);
            watcher.Changed += OnNotice;
            watcher.Created += OnNotice;
            watcher.Deleted += OnNotice;
            watcher.Renamed += OnNotice;
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No notices from here (a limit of the system, a vanished folder): looking every second does.
        }
    }

    private void OnNotice(object sender, FileSystemEventArgs notice)
    {
        try
        {
            // One is enough: the look that follows sees everything.
            if (_wake.CurrentCount == 0) _wake.Release();
        }
        catch (ObjectDisposedException)
        {
            // A last notice after the end.
        }
    }

    private Dictionary<string, (long LengthBytes, DateTime Changed)> Look()
    {
        Dictionary<string, (long, DateTime)> files = new(StringComparer.Ordinal);
        foreach (string folder in _folders)
        {
            try
            {
                foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", _enumeration))
                {
                    if (_concerns(file.FullName)) files[file.FullName] = (file.Exists ? file.Length : -1, file.LastWriteTimeUtc);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not there, or it went while it was looked at: the next look sees what is left.
            }
        }
        return files;
    }

    private static bool AreSame(Dictionary<string, (long, DateTime)> a, Dictionary<string, (long, DateTime)> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out (long, DateTime) other) && other == pair.Value);
}
