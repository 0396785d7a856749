using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What became of one recording of an evaluation.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Score">Its score, or null when it could not be judged.</param>
/// <param name="Issues">What was found wrong.</param>
public sealed record EvaluationResult(EvaluationRecording Recording, RecordingScore? Score, IReadOnlyList<Issue> Issues);
