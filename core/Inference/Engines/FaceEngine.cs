namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>A model of one kind, opened.</summary>
internal abstract class FaceEngine : IDisposable
{
    /// <summary>What is known of the model.</summary>
    public abstract FaceModelInfo Info { get; }

    /// <summary>Starts a clip.</summary>
    /// <exception cref="Abstractions.ModkitException">An option is out of range, or the model has no face to show.</exception>
    public abstract FaceStream StartStream(FaceStreamOptions options);

    public abstract void Dispose();
}
