namespace Audio2Face.Modkit.Inference.Face;

/// <summary>Loudness and pitch of 40 ms of sound.</summary>
/// <param name="LevelDb">Mean power in dB relative to full scale, at least -90.</param>
/// <param name="PitchHz">Fundamental frequency, 65..420 Hz, or 0 where the voice has none.</param>
internal readonly record struct Prosody(float LevelDb, float PitchHz);
