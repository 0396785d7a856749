using Audio2Face.Modkit.Inference.Bundles.Geometry;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>A model of one kind, opened.</summary>
internal abstract class FaceEngine : IDisposable
{
    /// <summary>What is known of the model.</summary>
    public abstract FaceModelInfo Info { get; }

    /// <summary>The order in which the network takes emotions; null: it takes none.</summary>
    public virtual ExplicitEmotions? Emotions => null;

    /// <summary>Starts a clip.</summary>
    /// <param name="options">How its face is made.</param>
    /// <param name="emotions">The clip's own, in the order of <see cref="Emotions"/>; disposed with the stream.</param>
    /// <exception cref="Abstractions.ModkitException">An option is out of range, or the model has no face to show.</exception>
    public abstract FaceStream StartStream(FaceStreamOptions options, EmotionFeed emotions);

    public abstract void Dispose();
}
