namespace Audio2Face.Modkit.Plugins.Omniverse;

/// <summary>What a reader has gathered of a file so far; null is what has not come yet.</summary>
internal sealed class A2fJsonContents
{
    public double? FrameRateFps { get; set; }

    public int? StatedPoses { get; set; }

    public int? StatedFrames { get; set; }

    public List<string>? Names { get; set; }

    public bool HasWeights { get; set; }

    public int RowCount { get; set; }

    public int RowLength { get; set; }

    /// <summary>All rows one after the other.</summary>
    public List<float> Weights { get; } = [];
}
