using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What a name the user gave stands for.</summary>
/// <param name="Sources">The recordings, in no order.</param>
/// <param name="IsOne">Whether the name is that of one recording rather than of a folder, archive or pattern.</param>
/// <param name="Problem">Why there are none, or null.</param>
internal readonly record struct LocatedSources(IReadOnlyList<BatchSource> Sources, bool IsOne, Issue? Problem = null);
