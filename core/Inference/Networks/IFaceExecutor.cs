namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>One stream through a network that moves a mesh, whatever its kind.</summary>
internal interface IFaceExecutor
{
    /// <summary>Sound before this sample is not read any more.</summary>
    long OldestSampleNeeded { get; }

    /// <summary>Goes on so that a frame comes as in the whole clip, as far as the network's memory goes. The animators begin afresh; the accumulators are the caller's.</summary>
    /// <param name="frame">Counted from the clip's first.</param>
    /// <returns>The frame that comes next: this one, or one before it.</returns>
    long Seek(long frame);

    /// <summary>Makes the next frame; it then stands in the animators.</summary>
    /// <returns>False when sound or emotions for it have not come, or the clip is over.</returns>
    bool TryNextFrame();
}
