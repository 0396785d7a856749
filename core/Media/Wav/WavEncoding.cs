namespace Audio2Face.Modkit.Media;

/// <summary>How one sample lies in a plain WAV file, little-endian.</summary>
internal enum WavEncoding
{
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
}
