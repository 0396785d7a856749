using System.Diagnostics;
using System.Runtime.CompilerServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Finds, loads and unloads plugins. Thread-safe. One bad plugin never stops another.</summary>
/// <remarks>The manifests are read when the host is made; a plugin's code is loaded when one of its formats is first asked for.</remarks>
public sealed class PluginHost : IDisposable
{
    private const int HeadBytes = 4_096;

    private readonly Lock _gate = new();
    private readonly PluginHostOptions _options;
    private readonly List<PluginSlot> _slots;
    private readonly List<(PluginSlot Slot, WeakReference Context)> _unloaded = [];
    private bool _isDisposed;

    /// <summary>Looks for plugins and reads their manifests; loads no code.</summary>
    public PluginHost(PluginHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _slots = PluginFinder.Find(options);
    }

    /// <summary>Every plugin found and where it stands.</summary>
    public IReadOnlyList<PluginStatus> Plugins
    {
        get
        {
            lock (_gate) return _slots.ConvertAll(slot => slot.ToStatus());
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

    /// <summary>The format of an id, loading its plugin if need be.</summary>
    /// <exception cref="ModkitException">PLG15 no plugin has it, or the reason why the one that has it cannot be used.</exception>
    public IRigFormat GetFormat(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            List<PluginSlot> owners = _slots.FindAll(slot => slot.Manifest?.Formats.Contains(id, StringComparer.Ordinal) == true);
            if (owners.Count == 0)
                throw new ModkitException(PluginIssues.UnknownFormat(id, _slots.SelectMany(slot => slot.Manifest?.Formats ?? [])));
            foreach (PluginSlot slot in owners)
            {
                Load(slot);
                if (slot.Session?.Formats.FirstOrDefault(format => format.Description.Id == id) is { } format) return format;
            }
            throw new ModkitException(owners.Select(slot => slot.Issue).First(issue => issue is not null)!);
        }
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

    /// <summary>Waits until unloaded plugins have left memory and marks those that have not as left behind.</summary>
    /// <param name="limit">How long to wait; <see cref="Limits.PluginUnloadSeconds"/> is usual.</param>
    /// <returns>Whether all of them are gone.</returns>
    public bool ConfirmUnloaded(TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            lock (_gate)
            {
                foreach ((PluginSlot slot, _) in _unloaded.Where(entry => !entry.Context.IsAlive))
                    slot.Enter(PluginState.Found, "It was unloaded.");
                _unloaded.RemoveAll(entry => !entry.Context.IsAlive);
                if (_unloaded.Count == 0) return true;
                if (Stopwatch.GetElapsedTime(start) > limit)
                {
                    foreach ((PluginSlot slot, _) in _unloaded) slot.Enter(PluginState.LeftBehind, PluginIssues.LeftBehind(slot.Id));
                    return false;
                }
            }
            Thread.Sleep(10);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Load(PluginSlot slot)
    {
        if (slot.State != PluginState.Found || slot.Files is not { } files) return;
        slot.Enter(PluginState.Loading, "It is being loaded.");
        slot.Files = null;
        try
        {
            slot.Session = PluginSession.Load(slot.Manifest!, files, _options);
            slot.Enter(PluginState.Ready, "Its formats can be used.");
        }
        catch (ModkitException exception)
        {
            slot.Enter(PluginState.Failed, exception.Issues[0]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Unload(PluginSlot slot)
    {
        slot.Files = null;
        if (slot.Session is not { } session) return;
        slot.Enter(PluginState.Unloading, "It was told to go; its last calls may still be running.");
        _unloaded.Add((slot, session.ContextReference));
        slot.Session = null;
        session.Unload();
    }
}
