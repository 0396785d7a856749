namespace Audio2Face.Modkit.Pipeline;

/// <summary>Where the time of one line went, in seconds.</summary>
/// <param name="MediaSeconds">Reading and decoding the recording.</param>
/// <param name="InferenceSeconds">The face model.</param>
/// <param name="MappingSeconds">Face to rig.</param>
/// <param name="WritingSeconds">Format, hashes and files.</param>
public readonly record struct LineTimings(double MediaSeconds, double InferenceSeconds, double MappingSeconds, double WritingSeconds);
