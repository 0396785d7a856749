namespace Audio2Face.Modkit.Retargeting;

/// <summary>What may happen to a plugin while the program runs.</summary>
public enum PluginChangeKind
{
    /// <summary>It is there now; its state says whether it can be used.</summary>
    Added,

    /// <summary>Its files or its state changed; what is asked for from now on gets what is there now.</summary>
    Changed,

    /// <summary>Its files changed, but the new ones cannot be used: the code loaded before stays, the status has the issue.</summary>
    Kept,

    /// <summary>Its folder is gone.</summary>
    Removed,

    /// <summary>Code it had before stays in memory; the status has the issue.</summary>
    LeftBehind,
}
