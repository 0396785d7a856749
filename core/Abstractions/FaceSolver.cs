namespace Audio2Face.Modkit.Abstractions;

/// <summary>Which of NVIDIA's two solvers turns a moved mesh into blendshape weights; they differ where weights reach their bounds.</summary>
public enum FaceSolver
{
    /// <summary>The exact one, which NVIDIA's SDK runs on processors.</summary>
    Bounded,

    /// <summary>The approximate one, which NVIDIA's SDK runs on graphics cards and NVIDIA's service uses.</summary>
    Admm,
}
