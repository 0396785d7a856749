using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>One line of a batch: a recording, how it is made, and where its files go.</summary>
/// <param name="Source">The recording.</param>
/// <param name="Treatment">How it is made.</param>
/// <param name="Target">Where its files go.</param>
/// <param name="Id">The line in ledgers and shards: path of its main file below the output folder, with '/'.</param>
/// <param name="Obstacle">Why the line cannot be made, known beforehand, or null.</param>
public sealed record BatchLine(BatchSource Source, Treatment Treatment, OutputTarget Target, string Id, Issue? Obstacle)
{
    /// <summary>What the face feels over time, or null.</summary>
    public EmotionFile? Emotions { get; init; }

    /// <summary>The line as it is made.</summary>
    /// <param name="inputPath">Where the recording can be read.</param>
    /// <param name="ownFiles">What an earlier run made of it.</param>
    public Line ToLine(string inputPath, IReadOnlyList<OwnFile> ownFiles) => new(inputPath, Target, Obstacle)
    {
        InputName = Path.GetFileName(Source.Name),
        AudioStream = Source.AudioStream,
        Emotions = Emotions,
        OwnFiles = ownFiles,
    };
}
