namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>One stream through a network that moves a mesh, whatever its kind.</summary>
internal interface IFaceExecutor
{
    /// <summary>Sound before this sample is not read any more.</summary>
    long OldestSampleNeeded { get; }

    /// <summary>Makes the next frame; it then stands in the animators.</summary>
    /// <returns>False when sound or emotions for it have not come, or the clip is over.</returns>
    bool TryNextFrame();
}
