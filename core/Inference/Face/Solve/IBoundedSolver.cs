namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>Finds x between bounds so that A x comes close to a right-hand side; A is fixed when the solver is made. One thread at a time.</summary>
internal interface IBoundedSolver
{
    /// <summary>Solves for one right-hand side.</summary>
    /// <param name="target">One number for each row of A.</param>
    /// <param name="lower">Least value of each unknown.</param>
    /// <param name="upper">Greatest value of each unknown, not below <paramref name="lower"/>.</param>
    /// <param name="solution">Receives one number for each unknown, within the bounds.</param>
    void Solve(ReadOnlySpan<double> target, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution);
}
