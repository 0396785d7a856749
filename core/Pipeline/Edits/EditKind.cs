namespace Audio2Face.Modkit.Pipeline;

/// <summary>What a hand edit does with a channel.</summary>
public enum EditKind
{
    /// <summary>Adds to what the face does.</summary>
    Offset,

    /// <summary>Shows something else instead.</summary>
    Replace,

    /// <summary>Keeps the curve as it stood when the edit was made.</summary>
    Lock,
}
