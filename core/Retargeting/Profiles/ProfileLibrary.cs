using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>The profiles in some folders and the folders below them. Reads the disk anew on every call; thread-safe.</summary>
/// <param name="folders">Where to look; a folder that does not exist holds no profiles.</param>
public sealed class ProfileLibrary(IReadOnlyList<string> folders)
{
    /// <summary>How a profile's file name ends.</summary>
    public const string Extension = ".a2fprofile.yaml";

    private const int DeepestFolder = 8;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Every profile found, by name; broken ones with their issues.</summary>
    public IReadOnlyList<ProfileEntry> List() => [.. FindFiles().Select(ReadEntry)];

    /// <summary>Reads the profile that goes by a file name without extension, an id or a path.</summary>
    /// <exception cref="ModkitException">PRO19 nothing of that name, PRO20 more than one, or everything wrong with the file.</exception>
    public Profile Load(string idOrPath)
    {
        ArgumentNullException.ThrowIfNull(idOrPath);
        bool isPath = idOrPath.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || idOrPath.AsSpan().ContainsAny('/', '\\');
        if (isPath && File.Exists(idOrPath)) return LoadFile(idOrPath);

        List<string> files = FindFiles();
        List<string> named = files.FindAll(file => NameOf(file) == idOrPath);
        if (named.Count == 1) return LoadFile(named[0]);
        if (named.Count > 1) throw new ModkitException(ProfileIssues.Ambiguous(idOrPath, named));

        List<ProfileEntry> entries = files.ConvertAll(ReadEntry);
        List<ProfileEntry> identified = entries.FindAll(entry => entry.Profile?.Id == idOrPath);
        if (identified.Count == 1) return identified[0].Profile!;
        if (identified.Count > 1) throw new ModkitException(ProfileIssues.Ambiguous(idOrPath, identified.Select(entry => entry.Path)));
        throw new ModkitException(ProfileIssues.NotFound(idOrPath,
            entries.Select(entry => entry.Name).Concat(entries.Where(entry => entry.Profile is not null).Select(entry => entry.Profile!.Id))));
    }

    private static Profile LoadFile(string path)
    {
        ProfileReadResult result = ReadFile(path);
        return result.Profile ?? throw new ModkitException(result.Issues);
    }

    private static ProfileEntry ReadEntry(string path)
    {
        ProfileReadResult result = ReadFile(path);
        return new ProfileEntry(NameOf(path), path, result.Profile, result.Issues);
    }

    private static ProfileReadResult ReadFile(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > Limits.ProfileKibibytes * 1024) return Failure(ProfileIssues.TooLarge(name, stream.Length));
            byte[] bytes = new byte[stream.Length];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return ProfileReader.Read(_strictUtf8.GetString(bytes, 0, length), name);
        }
        catch (DecoderFallbackException)
        {
            return Failure(ProfileIssues.Unreadable(name, "it is not UTF-8 text"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure(ProfileIssues.Unreadable(name, exception.GetType().Name));
        }
    }

    private static ProfileReadResult Failure(Issue issue) => new(null, [issue]);

    private List<string> FindFiles()
    {
        EnumerationOptions options = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = DeepestFolder,
            IgnoreInaccessible = true,
            MatchCasing = MatchCasing.CaseInsensitive,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        List<string> files = [];
        foreach (string folder in folders)
        {
            if (Directory.Exists(folder)) files.AddRange(Directory.EnumerateFiles(folder, "*" + Extension, options));
        }
        // The same order on every system, whatever order the file system gives.
        files.Sort((a, b) => string.CompareOrdinal(NameOf(a), NameOf(b)) is not 0 and int order ? order : string.CompareOrdinal(a, b));
        return files;
    }

    private static string NameOf(string path) => Path.GetFileName(path)[..^Extension.Length];
}
