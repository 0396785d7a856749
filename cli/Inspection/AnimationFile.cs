using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>Opens animation files through the plugins that can read them.</summary>
internal static class AnimationFile
{
    /// <summary>The format that recognises a file, or null.</summary>
    public static IReadableFormat? FindReader(PluginHost plugins, string path, int headBytes = 4096)
    {
        using FileStream stream = Open(path);
        byte[] head = new byte[headBytes];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return plugins.FindReader(head.AsSpan(0, length), Path.GetFileName(path));
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="ModkitException">What the format finds wrong.</exception>
    public static RigTrack Read(IReadableFormat format, string path)
    {
        using FileStream stream = Open(path);
        return format.Read(stream, Path.GetFileName(path));
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(UsageIssues.UnknownFile(path), exception);
        }
    }
}
