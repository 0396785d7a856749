using System.Diagnostics;
using System.Runtime.CompilerServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Finds, loads, reloads and unloads plugins. Thread-safe. One bad plugin never stops another.</summary>
/// <remarks>
/// The manifests are read when the host is made; a plugin's code is loaded when one of its formats is first asked for. Nothing is
/// looked at again before <see cref="Refresh"/> or <see cref="WatchAsync"/>.
/// </remarks>
public sealed class PluginHost : IDisposable
{
    private const int HeadBytes = 4_096;

    private readonly Lock _gate = new();
    private readonly PluginHostOptions _options;
    private readonly List<UnloadedPlugin> _unloaded = [];
    private List<PluginSlot> _slots;
    private bool _isDisposed;

    /// <summary>Looks for plugins and reads their manifests; loads no code.</summary>
    public PluginHost(PluginHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _slots = PluginFinder.Find(options);
    }

    /// <summary>Every plugin found and where it stands, and behind them old code that has not left memory yet.</summary>
    public IReadOnlyList<PluginStatus> Plugins
    {
        get
        {
            lock (_gate) return [.. _slots.Concat(_unloaded.Select(unloaded => unloaded.Slot)).Distinct().Select(slot => slot.ToStatus())];
        }
    }

    /// <summary>The formats of the plugins loaded so far; all there are after <see cref="LoadAll"/>.</summary>
    public IReadOnlyList<IRigFormat> Formats
    {
        get
        {
            lock (_gate) return [.. _slots.SelectMany(slot => slot.Session?.Formats ?? [])];
        }
    }

    /// <summary>Loads every plugin that may be loaded. What fails is told by <see cref="Plugins"/>, never thrown.</summary>
    public void LoadAll()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            foreach (PluginSlot slot in _slots) Load(slot);
        }
    }

    /// <summary>The format of an id, loading its plugin if need be. It is of use until its plugin is reloaded; <see cref="Lease"/> holds on to it.</summary>
    /// <param name="id">The format's id.</param>
    /// <param name="plugin">Id of the plugin that a profile says has it, or null: only named when no plugin has it.</param>
    /// <exception cref="ModkitException">PLG15 no plugin has it, or the reason why the one that has it cannot be used.</exception>
    public IRigFormat GetFormat(string id, string? plugin = null)
    {
        lock (_gate) return Find(id, plugin).Format;
    }

    /// <summary>The format of an id, usable until the lease is disposed.</summary>
    /// <param name="id">The format's id.</param>
    /// <param name="plugin">As for <see cref="GetFormat"/>.</param>
    /// <exception cref="ModkitException">As <see cref="GetFormat"/>.</exception>
    public FormatLease Lease(string id, string? plugin = null)
    {
        lock (_gate)
        {
            (PluginSlot slot, IRigFormat format) = Find(id, plugin);
            slot.Session!.BeginLease();
            return new FormatLease(slot.Session, format, slot.ToStatus());
        }
    }

    /// <summary>Static fields of a format's plugin that can change.</summary>
    internal IReadOnlyList<string> FindMutableStatics(string format)
    {
        lock (_gate) return Find(format).Slot.Session!.FindMutableStatics();
    }

    /// <summary>The format that recognises a file, or null when none does. Loads every plugin that may be loaded.</summary>
    /// <param name="head">The file's first bytes; up to 4,096 are looked at.</param>
    /// <param name="fileName">The file's name without folder.</param>
    public IReadableFormat? FindReader(ReadOnlySpan<byte> head, string fileName)
    {
        LoadAll();
        ReadOnlySpan<byte> looked = head[..Math.Min(head.Length, HeadBytes)];
        foreach (IRigFormat format in Formats)
        {
            try
            {
                if (format is IReadableFormat readable && readable.CanRead(looked, fileName)) return readable;
            }
            catch (ModkitException)
            {
                // A plugin that fails at looking does not recognise the file; another one may.
            }
        }
        return null;
    }

    /// <summary>Unloads every plugin. Formats handed out before answer PLG16 from now on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            foreach (PluginSlot slot in _slots) Unload(slot);
        }
    }

    /// <summary>
    /// Looks at the folders again. Code in use whose files changed is replaced when the new code has been loaded and has described
    /// itself, and stays otherwise; what is gone is let go. Running calls and leases finish with the code they began with.
    /// </summary>
    /// <returns>What changed, in the order of the plugins.</returns>
    public IReadOnlyList<PluginChange> Refresh()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _unloaded.RemoveAll(unloaded => !unloaded.IsInMemory);
            PluginRefresh refresh = new(_slots, PluginFinder.Find(_options), TryLoad, Retire);
            _slots = refresh.Run();
            return refresh.Changes;
        }
    }

    /// <summary>Refreshes whenever something changed in the folders, until cancelled; finds out, too, what does not leave memory.</summary>
    /// <param name="report">Told of each change, on any thread, one at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">The only way it ends.</exception>
    public async Task WatchAsync(Action<PluginChange> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        while (true)
        {
            IReadOnlyList<string> folders = WatchedFolders();
            using FolderWatch watch = new(folders, PluginFinder.DeepestFile, PluginHostOptions.QuietTime, IsOfPlugins);
            Task<IReadOnlyList<string>> waiting = watch.WaitAsync(cancellation);
            // Trusting a folder adds it to those that are watched.
            while (folders.SequenceEqual(WatchedFolders(), StringComparer.Ordinal))
            {
                foreach (PluginChange change in Refresh()) report(change);
                while (!waiting.IsCompleted)
                {
                    await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(1), cancellation)).ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                    foreach (PluginChange change in FindLeftBehind()) report(change);
                }
                await waiting.ConfigureAwait(false);
                waiting = watch.WaitAsync(cancellation);
            }
        }
    }

    /// <summary>Waits until unloaded plugins have left memory and marks those that have not as left behind.</summary>
    /// <param name="limit">How long to wait; <see cref="Limits.PluginUnloadSeconds"/> is usual.</param>
    /// <returns>Whether all of them are gone.</returns>
    public bool ConfirmUnloaded(TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            Collect();
            lock (_gate)
            {
                foreach (UnloadedPlugin gone in _unloaded.Where(unloaded => !unloaded.IsInMemory)) gone.Slot.Enter(PluginState.Found, "It was unloaded.");
                _unloaded.RemoveAll(unloaded => !unloaded.IsInMemory);
                if (_unloaded.Count == 0) return true;
                if (Stopwatch.GetElapsedTime(start) > limit)
                {
                    foreach (UnloadedPlugin unloaded in _unloaded) unloaded.MarkLeftBehind();
                    return false;
                }
            }
            Thread.Sleep(10);
        }
    }

    /// <summary>Of the plugins unloaded so far, marks those that are overdue; each is told once.</summary>
    private List<PluginChange> FindLeftBehind()
    {
        lock (_gate)
        {
            if (_unloaded.All(unloaded => unloaded.Slot.State == PluginState.LeftBehind)) return [];
        }
        Collect();
        lock (_gate)
        {
            _unloaded.RemoveAll(unloaded => !unloaded.IsInMemory);
            List<UnloadedPlugin> overdue = _unloaded.FindAll(unloaded => unloaded.IsOverdue(_options.UnloadLimit) && unloaded.Slot.State != PluginState.LeftBehind);
            foreach (UnloadedPlugin unloaded in overdue) unloaded.MarkLeftBehind();
            return overdue.ConvertAll(unloaded => new PluginChange(PluginChangeKind.LeftBehind, unloaded.Slot.ToStatus()));
        }
    }

    /// <summary>Unloading takes a collection to find the code unused and another, after its finalizers, to free it.</summary>
    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private List<string> WatchedFolders()
    {
        List<string> folders = [.. PluginFinder.Roots(_options, _options.ReadTrust()).Select(root => root.Root)];
        if (_options.TrustFile is { } file) folders.Add(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return [.. folders.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Of the folder with the trust file that file alone counts, unless the folder holds plugins too.</summary>
    private bool IsOfPlugins(string path) =>
        path == Path.GetFullPath(_options.TrustFile ?? path)
        || PluginFinder.Roots(_options, PluginTrust.Nobody).Any(root => path.StartsWith(root.Root, StringComparison.Ordinal))
        || _options.ReadTrust().Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private (PluginSlot Slot, IRigFormat Format) Find(string id, string? plugin = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        List<PluginSlot> owners = _slots.FindAll(slot => slot.Manifest?.Formats.Contains(id, StringComparer.Ordinal) == true);
        if (owners.Count == 0 && plugin is not null && _slots.TrueForAll(slot => slot.Id != plugin)) throw new ModkitException(PluginIssues.NoPluginOfProfile(id, plugin));
        if (owners.Count == 0)
            throw new ModkitException(PluginIssues.UnknownFormat(id, _slots.SelectMany(slot => slot.Manifest?.Formats ?? [])));
        foreach (PluginSlot slot in owners)
        {
            Load(slot);
            if (slot.Session?.Formats.FirstOrDefault(format => format.Description.Id == id) is { } format) return (slot, format);
        }
        throw new ModkitException(owners.Select(slot => slot.Issue).First(issue => issue is not null)!);
    }

    private void Load(PluginSlot slot)
    {
        if (slot.State == PluginState.Found && slot.Files is not null) TryLoad(slot);
    }

    /// <summary>Loads a plugin into its slot, which afterwards is Ready or Failed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TryLoad(PluginSlot slot)
    {
        PluginFiles files = slot.Files!;
        slot.Enter(PluginState.Loading, "It is being loaded.");
        slot.Files = null;
        try
        {
            // Only a collection tells what is held from what nobody has cleared away yet.
            if (CountLeftBehind() > Limits.PluginsLeftBehind) Collect();
            int leftBehind = CountLeftBehind();
            if (leftBehind > Limits.PluginsLeftBehind) throw new ModkitException(PluginIssues.TooManyLeftBehind(slot.Id, leftBehind));
            slot.Session = PluginSession.Load(new PluginIdentity(slot.Id, _options.IsForAuthor || slot.Origin == PluginOrigin.Developer), slot.Manifest!, files, _options);
            slot.Enter(PluginState.Ready, "Its formats can be used.");
        }
        catch (ModkitException exception)
        {
            slot.Enter(PluginState.Failed, exception.Issues[0]);
        }
    }

    private int CountLeftBehind() => _unloaded.Count(unloaded => unloaded.IsInMemory && unloaded.IsOverdue(_options.UnloadLimit));

    /// <summary>Lets a slot's code go when its last lease ends.</summary>
    private void Retire(PluginSlot slot)
    {
        slot.Files = null;
        if (slot.Session is not { } session) return;
        slot.Enter(PluginState.Unloading, "It was told to go; its last calls may still be running.");
        _unloaded.Add(new UnloadedPlugin(slot, session));
        slot.Session = null;
        session.Retire();
    }

    private void Unload(PluginSlot slot)
    {
        PluginSession? session = slot.Session;
        Retire(slot);
        session?.Unload();
    }
}
