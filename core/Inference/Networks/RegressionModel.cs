using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>What every stream of a regression network shares: model contract, sections 1.3 and 1.5.</summary>
internal sealed class RegressionModel
{
    /// <summary>Sound that the network hears for a frame.</summary>
    public required int WindowSamples { get; init; }

    /// <summary>From a window's start to the moment that its frame shows.</summary>
    public required int TargetOffset { get; init; }

    public int SampleRateHz { get; init; } = Abstractions.AudioClip.SampleRateHz;

    /// <summary>The speaking style: the same for every frame.</summary>
    public required float[] ImplicitEmotion { get; init; }

    public required PcaReconstruction Skin { get; init; }

    public required PcaReconstruction Tongue { get; init; }

    /// <summary>Offsets of the jaw's key points in a row.</summary>
    public required int JawLength { get; init; }

    /// <summary>How a row of the network divides.</summary>
    public FaceLayout Layout => new(Skin.ShapeCount, Tongue.ShapeCount, JawLength);
}
