namespace Audio2Face.Modkit.Retargeting;

/// <summary>Brings what the host has together with what lies in the folders now.</summary>
/// <param name="before">The host's slots.</param>
/// <param name="found">Fresh slots, none loaded.</param>
/// <param name="load">Loads a fresh slot that may be loaded; it is Ready or Failed afterwards.</param>
/// <param name="retire">Lets a slot's code go.</param>
internal sealed class PluginRefresh(List<PluginSlot> before, List<PluginSlot> found, Action<PluginSlot> load, Action<PluginSlot> retire)
{
    private readonly List<PluginSlot> _running = before.FindAll(slot => slot.Session is not null);

    public List<PluginChange> Changes { get; } = [];

    /// <summary>The slots the host has from now on.</summary>
    public List<PluginSlot> Run()
    {
        List<PluginSlot> after = found.ConvertAll(Settle);
        for (int i = 0; i < after.Count; i++)
        {
            // What may not be loaded as it lies there now, but runs: broken or changed files do not take working code away.
            PluginSlot fresh = after[i];
            PluginSlot? running = fresh.Session is not null ? null : _running.Find(slot => slot.Folder == fresh.Folder || slot.Id == fresh.Id);
            if (running is null || fresh.Issue is null) continue;
            _running.Remove(running);
            Keep(running, fresh);
            after[i] = running;
        }
        foreach (PluginSlot slot in before.Where(slot => !after.Exists(other => other.Folder == slot.Folder)))
        {
            if (!after.Contains(slot)) Tell(PluginChangeKind.Removed, slot);
        }
        foreach (PluginSlot slot in _running) retire(slot);
        return after;
    }

    /// <summary>The slot that stands for a fresh one: itself, or the one there was when nothing became of the change.</summary>
    private PluginSlot Settle(PluginSlot fresh)
    {
        PluginSlot? same = before.Find(slot => slot.Folder == fresh.Folder);
        PluginSlot? running = fresh.State == PluginState.Found ? _running.Find(slot => slot.Id == fresh.Id) : null;
        if (running is not null) return Replace(running, fresh);
        if (same is null) Tell(PluginChangeKind.Added, fresh);
        else if (same.Session is null)
        {
            // Code that could not be loaded is not tried again before it changes.
            bool isSameFailure = same.State == PluginState.Failed && fresh.State == PluginState.Found;
            if (same.Sha256 == fresh.Sha256 && (isSameFailure || same.State == fresh.State)) return isSameFailure ? same : fresh;
            Tell(PluginChangeKind.Changed, fresh);
        }
        return fresh;
    }

    private PluginSlot Replace(PluginSlot running, PluginSlot fresh)
    {
        _running.Remove(running);
        if (running.Sha256 == fresh.Sha256)
        {
            running.Enter(PluginState.Ready, "Its formats can be used.");
            return running;
        }
        if (running.RefusedSha256 == fresh.Sha256) return running;
        load(fresh);
        if (fresh.Session is null)
        {
            Keep(running, fresh);
            return running;
        }
        Tell(PluginChangeKind.Changed, fresh);
        retire(running);
        return fresh;
    }

    private void Keep(PluginSlot running, PluginSlot fresh)
    {
        bool isKnown = running.RefusedSha256 == fresh.Sha256 && running.Issue == fresh.Issue;
        running.KeepInPlaceOf(fresh.Sha256, fresh.Issue!);
        if (!isKnown) Tell(PluginChangeKind.Kept, running);
    }

    private void Tell(PluginChangeKind kind, PluginSlot slot) => Changes.Add(new PluginChange(kind, slot.ToStatus()));
}
