using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>One recording and where its files go.</summary>
/// <param name="InputPath">The recording.</param>
/// <param name="Target">Folder and names of its output.</param>
/// <param name="Obstacle">Why the line cannot be made, known beforehand, or null.</param>
public sealed record Line(string InputPath, OutputTarget Target, Issue? Obstacle = null)
{
    /// <summary>What the face feels over time, or null: what <see cref="LineOptions.Emotions"/> and the profile say.</summary>
    public EmotionFile? Emotions { get; init; }

    /// <summary>Full path of the file that tells what the face felt (see <see cref="EmotionTable"/>), or null when none is written.</summary>
    public string? EmotionsPath { get; init; }

    /// <summary>The recording's file name without folder; another than that of <see cref="InputPath"/> when that is a copy, such as one out of an archive.</summary>
    public string InputName { get; init; } = Path.GetFileName(InputPath);

    /// <summary>The same without extension.</summary>
    public string RecordingName => Path.GetFileNameWithoutExtension(InputName);

    /// <summary>
    /// Files an earlier run of this program made: as long as they are unchanged they may be replaced whatever
    /// <see cref="LineOptions.Overwrite"/> says. One path may stand there with several contents.
    /// </summary>
    public IReadOnlyList<OwnFile> OwnFiles { get; init; } = [];

    /// <summary>Which sound of a video; null: what <see cref="LineOptions.Media"/> says.</summary>
    public int? AudioStream { get; init; }
}
