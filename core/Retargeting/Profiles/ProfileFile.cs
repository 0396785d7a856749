using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Profiles as files, and the user's overrides beside them.</summary>
public static class ProfileFile
{
    /// <summary>How a profile's file name ends.</summary>
    public const string Extension = ".a2fprofile.yaml";

    /// <summary>How the name of an overrides' file ends.</summary>
    public const string LocalExtension = ".local.yaml";

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A profile's name: its file's without folder and extension.</summary>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : Path.GetFileNameWithoutExtension(name);
    }

    /// <summary>
    /// Where the user's overrides of a profile lie, if there are any: <c>name.local.yaml</c> beside the file, or beside the folders of
    /// an installed profile's versions, so that they outlive updates.
    /// </summary>
    public static string? FindLocal(string path)
    {
        string name = NameOf(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string beside = Path.Combine(folder, name + LocalExtension);
        if (File.Exists(beside)) return beside;
        bool isInstalled = SemanticVersion.TryParse(Path.GetFileName(folder), out _) && Path.GetFileName(Path.GetDirectoryName(folder)) == name;
        string above = isInstalled ? Path.Combine(Path.GetDirectoryName(folder)!, name + LocalExtension) : "";
        return isInstalled && File.Exists(above) ? above : null;
    }

    /// <summary>Reads a shared profile alone, as it is passed on.</summary>
    public static ProfileReadResult ReadShared(string path)
    {
        (string? text, Issue? issue) = ReadText(path);
        return text is null ? new ProfileReadResult(null, [issue!]) : ProfileReader.Read(text, Path.GetFileName(path));
    }

    /// <summary>Reads a profile as it is used: with the user's overrides, when there are any.</summary>
    public static ProfileReadResult Read(string path)
    {
        if (FindLocal(path) is not { } local) return ReadShared(path);
        (string? text, Issue? issue) = ReadText(path);
        (string? localText, Issue? localIssue) = ReadText(local);
        return text is null || localText is null
            ? new ProfileReadResult(null, [(issue ?? localIssue)!])
            : ProfileReader.Read(text, Path.GetFileName(path), localText, Path.GetFileName(local));
    }

    /// <summary>A file's text, or the issue that tells why it cannot be had: PRO01 or PRO21.</summary>
    public static (string? Text, Issue? Issue) ReadText(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > Limits.ProfileKibibytes * 1024) return (null, ProfileIssues.TooLarge(name, stream.Length));
            byte[] bytes = new byte[stream.Length];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return (_strictUtf8.GetString(bytes, 0, length), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, ProfileIssues.Unreadable(name, "it is not UTF-8 text"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, ProfileIssues.Unreadable(name, exception.GetType().Name));
        }
    }
}
