namespace Audio2Face.Modkit.Retargeting;

/// <summary>Where a plugin stands.</summary>
public enum PluginState
{
    /// <summary>Its manifest is sound; none of its code has been loaded (any more).</summary>
    Found,

    /// <summary>It will not be loaded: made for another contract, or another plugin takes its place.</summary>
    Blocked,

    /// <summary>It did not come with the program and nobody has trusted its files yet.</summary>
    NeedsConsent,

    /// <summary>It is being loaded.</summary>
    Loading,

    /// <summary>Its formats can be used.</summary>
    Ready,

    /// <summary>Its manifest is broken, or loading went wrong.</summary>
    Failed,

    /// <summary>It has been told to go; its last calls may still be running.</summary>
    Unloading,

    /// <summary>It was unloaded but something keeps it in memory.</summary>
    LeftBehind,
}
