using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Inspection;

/// <summary>Opens animation files through the plugins that can read them.</summary>
internal static class AnimationFile
{
    private const int HeadBytes = 4096;

    /// <summary>The format that recognises a file, or null.</summary>
    public static IReadableFormat? FindReader(PluginHost plugins, string path)
    {
        using FileStream stream = Open(path);
        byte[] head = new byte[HeadBytes];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return plugins.FindReader(head.AsSpan(0, length), Path.GetFileName(path));
    }

    /// <summary>Whether a file is called as animations of some format are, or is one.</summary>
    public static bool HasAnimationName(PluginHost plugins, string path) => FindReader(plugins, path) is not null || FormatsNamedLike(plugins, path).Count > 0;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="ModkitException">What the format finds wrong.</exception>
    public static RigTrack Read(IReadableFormat format, string path)
    {
        using FileStream stream = Open(path);
        return format.Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a whole file with the format that recognises it.</summary>
    /// <exception cref="ModkitException">What the format finds wrong; USE09 and what each format whose files are called so misses, when none recognises it.</exception>
    public static (IReadableFormat Format, RigTrack Track) Read(PluginHost plugins, string path)
    {
        if (FindReader(plugins, path) is { } format) return (format, Read(format, path));
        List<Issue> issues = [UsageIssues.UnknownFile(path)];
        foreach (IReadableFormat candidate in FormatsNamedLike(plugins, path))
        {
            try
            {
                // Not recognised by its head, sound all the same.
                return (candidate, Read(candidate, path));
            }
            catch (ModkitException exception)
            {
                if (!issues.Contains(exception.Issues[0])) issues.Add(exception.Issues[0]);
            }
        }
        throw new ModkitException(issues);
    }

    private static List<IReadableFormat> FormatsNamedLike(PluginHost plugins, string path)
    {
        plugins.LoadAll();
        return [.. plugins.Formats.OfType<IReadableFormat>().Where(format => path.EndsWith(format.Description.Extension, StringComparison.OrdinalIgnoreCase))];
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
