using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A voice that was converted ahead of its use and waits in a temporary file, which goes when this is disposed.</summary>
public sealed class PreparedWave : IDisposable
{
    private readonly GroupSound _sound;
    private readonly int _rateHz;

    internal PreparedWave(GroupSound sound, int rateHz)
    {
        _sound = sound;
        _rateHz = rateHz;
    }

    /// <summary>The voice as <see cref="MediaReader.ReadWaveAsync"/> gives it.</summary>
    /// <exception cref="ModkitException">MED03: the temporary file is gone.</exception>
    public ReadOnlyMemory<byte> Read()
    {
        try
        {
            using FileStream samples = _sound.Samples.Open();
            return VoiceWave.Pack(samples, _rateHz);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(MediaIssues.CannotOpen(_sound.Source.Name), e);
        }
    }

    /// <summary>Deletes the file.</summary>
    public void Dispose() => _sound.Samples.Dispose();
}
