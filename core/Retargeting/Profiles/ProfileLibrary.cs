using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>The profiles in some folders and the folders below them. Reads the disk anew on every call; thread-safe.</summary>
/// <param name="folders">Where to look; a folder that does not exist holds no profiles.</param>
public sealed class ProfileLibrary(IReadOnlyList<string> folders)
{
    /// <summary>How a profile's file name ends.</summary>
    public const string Extension = ProfileFile.Extension;

    private const int DeepestFolder = 8;

    /// <summary>Every profile found, by name; broken ones with their issues.</summary>
    public IReadOnlyList<ProfileEntry> List() => [.. FindFiles().Select(ReadEntry)];

    /// <summary>Reads the profile that goes by a file name without extension, an id, either with <c>@version</c>, or a path.</summary>
    /// <remarks>Of several versions of one profile the highest is taken. The user's overrides are part of it.</remarks>
    /// <exception cref="ModkitException">PRO19 nothing of that name, PRO20 more than one, or everything wrong with the file.</exception>
    public Profile Load(string idOrPath)
    {
        ProfileEntry entry = Find(idOrPath);
        return entry.Profile ?? throw new ModkitException(entry.Issues);
    }

    /// <summary>Finds a profile as <see cref="Load"/> does, broken or not.</summary>
    /// <exception cref="ModkitException">PRO19 nothing of that name, PRO20 more than one.</exception>
    public ProfileEntry Find(string idOrPath)
    {
        ArgumentNullException.ThrowIfNull(idOrPath);
        bool isPath = idOrPath.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || idOrPath.AsSpan().ContainsAny('/', '\\');
        if (isPath && File.Exists(idOrPath)) return ReadEntry(idOrPath);

        int at = idOrPath.LastIndexOf('@');
        SemanticVersion version = default;
        bool hasVersion = at > 0 && SemanticVersion.TryParse(idOrPath[(at + 1)..], out version);
        string name = hasVersion ? idOrPath[..at] : idOrPath;

        List<string> files = FindFiles();
        // A name of the program's own profiles cannot be taken over by an installed one.
        List<ProfileEntry> found = folders.Select(folder => files.FindAll(file => IsIn(file, folder) && ProfileFile.NameOf(file) == name))
            .FirstOrDefault(named => named.Count > 0, []).ConvertAll(ReadEntry);
        if (found.Count == 0) found = files.ConvertAll(ReadEntry).FindAll(entry => entry.Profile?.Id == name);
        if (hasVersion) found = found.FindAll(entry => entry.Profile?.Version == version);
        if (found.Count == 1) return found[0];
        if (found.Count > 1) return HighestVersion(found) ?? throw new ModkitException(ProfileIssues.Ambiguous(idOrPath, found.Select(entry => entry.Path)));
        IReadOnlyList<ProfileEntry> all = List();
        throw new ModkitException(ProfileIssues.NotFound(idOrPath,
            all.Select(entry => entry.Name).Concat(all.Where(entry => entry.Profile is not null).Select(entry => entry.Profile!.Id))));
    }

    /// <summary>The highest of several versions of one profile, or null when they are not that.</summary>
    private static ProfileEntry? HighestVersion(List<ProfileEntry> entries)
    {
        bool isOne = entries.All(entry => entry.Profile is not null && entry.Profile.Id == entries[0].Profile!.Id)
            && entries.Select(entry => entry.Profile!.Version).Distinct().Count() == entries.Count;
        return isOne ? entries.MaxBy(entry => entry.Profile!.Version) : null;
    }

    private static bool IsIn(string file, string folder) =>
        file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static ProfileEntry ReadEntry(string path)
    {
        ProfileReadResult result = ProfileFile.Read(path);
        return new ProfileEntry(ProfileFile.NameOf(path), path, result.Profile, result.Issues);
    }

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
        files.Sort((a, b) => string.CompareOrdinal(ProfileFile.NameOf(a), ProfileFile.NameOf(b)) is not 0 and int order ? order : string.CompareOrdinal(a, b));
        return files;
    }
}
