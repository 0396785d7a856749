namespace Audio2Face.Modkit.Abstractions;

/// <summary>How much of a face is wanted, or known, beside its weights; each has what those before it have.</summary>
public enum FaceDetail
{
    /// <summary>Weights alone.</summary>
    Weights,

    /// <summary>The movement of the lower jaw and of both eyes too.</summary>
    Bones,

    /// <summary>Every vertex of skin and tongue too: some hundred kilobytes a frame.</summary>
    Mesh,
}
