using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A plugin that was told to go, until it is proven to have left memory.</summary>
/// <param name="slot">Where the host shows it.</param>
/// <param name="session">What was let go.</param>
internal sealed class UnloadedPlugin(PluginSlot slot, PluginSession session)
{
    public PluginSlot Slot => slot;

    /// <summary>Whether its code is still in memory. Only a garbage collection tells.</summary>
    public bool IsInMemory => session.ContextReference.IsAlive;

    /// <summary>Whether it has been let go for longer than a limit; a lease that is still out holds the time.</summary>
    public bool IsOverdue(TimeSpan limit) => session.UnloadedAt is { } unloadedAt && Stopwatch.GetElapsedTime(unloadedAt) > limit;

    /// <summary>Marks it as left behind and says what holds it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void MarkLeftBehind()
    {
        if (slot.State == PluginState.LeftBehind || session.ContextReference.Target is not AssemblyLoadContext context) return;
        slot.Enter(PluginState.LeftBehind, PluginIssues.LeftBehind(slot.Id, LeakFinder.Describe(context)));
    }
}
