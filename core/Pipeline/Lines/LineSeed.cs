using System.Text;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Gives every line a chance of its own, so that a whole cast does not blink in step.</summary>
public static class LineSeed
{
    /// <summary>The seed of one line: the run's seed mixed with the recording's name (FNV-1a, 32 bits), the same on every machine.</summary>
    /// <param name="seed">The seed the user gave.</param>
    /// <param name="recordingName">The recording's file name; folder and extension do not count.</param>
    public static int Of(int seed, string recordingName)
    {
        uint hash = 2166136261;
        foreach (byte octet in Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(recordingName))) hash = unchecked((hash ^ octet) * 16777619);
        return unchecked((int)hash) ^ seed;
    }
}
