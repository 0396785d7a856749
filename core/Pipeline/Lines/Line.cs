using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>One recording and where its files go.</summary>
/// <param name="InputPath">The recording.</param>
/// <param name="Target">Folder and names of its output.</param>
/// <param name="Obstacle">Why the line cannot be made, known beforehand, or null.</param>
public sealed record Line(string InputPath, OutputTarget Target, Issue? Obstacle = null)
{
    /// <summary>The recording's file name without folder.</summary>
    public string InputName => Path.GetFileName(InputPath);
}
