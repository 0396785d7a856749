using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Reads the phonemes inside a WAV file.</summary>
internal static class SourceWavReader
{
    /// <exception cref="ModkitException">SRC01 to SRC06: what is wrong, at which byte of the file or line of the sentence.</exception>
    public static RigTrack Read(Stream stream, string fileName)
    {
        RiffWave wave = RiffWave.Parse(SourceTokens.ReadBytes(stream, fileName), fileName, isWhole: true);
        foreach ((string id, ReadOnlyMemory<byte> data) in wave.Chunks)
        {
            if (id != SourceWavFormat.SentenceChunk) continue;
            SourceTokens tokens = new(SourceTokens.Decode(data.Span), $"{fileName} ({id})", isScript: false);
            return new SentenceReader(tokens).Read(wave.DurationSeconds);
        }
        throw SourceIssues.NoSentence(fileName);
    }
}
