namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>Which of the reference's two blendshape solvers to follow; they differ where weights reach their bounds.</summary>
internal enum SolverKind
{
    /// <summary>The exact one, which the reference runs on processors.</summary>
    LeastSquares,

    /// <summary>The approximate one, which the reference runs on graphics cards and NVIDIA's service uses.</summary>
    Admm,
}
