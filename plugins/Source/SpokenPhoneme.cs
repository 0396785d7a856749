namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>A phoneme and when it is spoken, in seconds from the start of the sound.</summary>
/// <param name="Index">Place in <see cref="Phonemes.All"/>.</param>
/// <param name="StartSeconds">When it starts.</param>
/// <param name="EndSeconds">When it ends, not before its start.</param>
internal readonly record struct SpokenPhoneme(int Index, double StartSeconds, double EndSeconds);
