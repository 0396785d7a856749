namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>What every stream of a diffusion network shares: model contract, section 1.4.</summary>
internal sealed class DiffusionModel
{
    /// <summary>Sound that the network hears for a block of frames.</summary>
    public required int WindowSamples { get; init; }

    /// <summary>Silence before the clip.</summary>
    public required int PaddingLeft { get; init; }

    public int SampleRateHz { get; init; } = Abstractions.AudioClip.SampleRateHz;

    /// <summary>Frames of a window before its block.</summary>
    public required int LeftFrames { get; init; }

    /// <summary>Frames of a block.</summary>
    public required int CenterFrames { get; init; }

    /// <summary>Frames of a window after its block.</summary>
    public required int RightFrames { get; init; }

    /// <summary>How a frame of the network divides.</summary>
    public required FaceLayout Layout { get; init; }

    /// <summary>Time from one frame to the next: a window's length over its frames.</summary>
    public float DeltaSeconds => (float)WindowSamples / ((LeftFrames + CenterFrames + RightFrames) * (long)SampleRateHz);
}
