namespace Audio2Face.Modkit.Retargeting;

/// <summary>A time in which the lips are closed, between times in which they are not; in frames of the face.</summary>
/// <param name="Start">First frame that counts as closed.</param>
/// <param name="End">Last frame that counts as closed.</param>
/// <param name="DeepestStart">First frame in which they are closed most.</param>
/// <param name="DeepestEnd">Last frame in a row in which they are.</param>
/// <param name="Openness">How open they still are then; see <see cref="ClosureFinder"/>.</param>
internal readonly record struct Closure(int Start, int End, int DeepestStart, int DeepestEnd, float Openness);
