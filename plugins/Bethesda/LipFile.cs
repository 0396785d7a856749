namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>A <c>.lip</c> file as numbers.</summary>
/// <param name="Layout">The game's layout.</param>
/// <param name="StartFrame">Frame number of the first row: row k is shown (StartFrame + k) / 30 s after the voice begins.</param>
/// <param name="Values">Rows x columns.</param>
internal sealed record LipFile(LipLayout Layout, int StartFrame, float[] Values)
{
    /// <summary>The one rate of these files.</summary>
    public const int FrameRateFps = 30;

    /// <summary>The version field.</summary>
    public const uint Version = 1;

    /// <summary>Bytes of version, size and flags, which are never coded.</summary>
    public const int HeaderBytes = 12;

    /// <summary>The size field counts the expanded body and this many bytes more.</summary>
    public const int SizeFieldExtra = 16;

    /// <summary>Largest expanded body, written or read.</summary>
    public const int MostBodyBytes = 64 << 20;

    public int RowCount => Values.Length / Layout.Channels.Count;
}
