namespace Audio2Face.Modkit.Pipeline;

/// <summary>What a <see cref="WatchEvent"/> is about.</summary>
public enum WatchEventKind
{
    /// <summary>A recording was made, changed or removed.</summary>
    Recording,

    /// <summary>The profile's file, or the local changes beside it, changed.</summary>
    Profile,

    /// <summary>A file of emotions was made, changed or removed.</summary>
    Emotions,

    /// <summary>A line's file of hand edits was made, changed or removed.</summary>
    Edits,

    /// <summary>Something happened to a plugin.</summary>
    Plugin,
}
