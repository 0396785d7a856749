using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Puts packages into the user's profile folder, versions side by side: <c>folder/id/version/id.a2fprofile.yaml</c>.</summary>
public static class ProfileInstaller
{
    /// <summary>Reads a package's file.</summary>
    /// <exception cref="ModkitException">PAK02 it cannot be read, PAK01 it is too large, or what is wrong with it.</exception>
    public static ProfilePackage Open(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > Limits.PackageMebibytes * 1024L * 1024)
                throw new ModkitException(PackageIssues.OverLimit(name, FormattableString.Invariant($"its file has {stream.Length} bytes, at most {Limits.PackageMebibytes} MiB")));
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return ProfilePackage.Read(bytes, name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ModkitException(PackageIssues.NotAPackage(name, $"its file cannot be read ({exception.GetType().Name})"), exception);
        }
    }

    /// <summary>Installs a verified package by one move of a finished folder. Another content under the same version is never replaced.</summary>
    /// <param name="package">The package.</param>
    /// <param name="folder">The user's profile folder; made when it is not there.</param>
    /// <returns>The profile's folder, and whether it was there already.</returns>
    /// <exception cref="ModkitException">PAK07 the version is there with another content, PAK08 the folder does not take it.</exception>
    public static (string Folder, bool WasThere) Install(ProfilePackage package, string folder)
    {
        ArgumentNullException.ThrowIfNull(package);
        Profile profile = package.Profile;
        string version = profile.Version.ToString();
        string place = $"{profile.Id} {version}";
        if (!EntryNames.IsPart(profile.Id) || !EntryNames.IsPart(version))
            throw new ModkitException(PackageIssues.NotInstallable(place, "its id or version cannot be the name of a folder on every system"));
        string root = Path.GetFullPath(folder);
        string home = Path.Combine(root, profile.Id), target = Path.Combine(home, version);
        string staging = Path.Combine(root, ".a2f-" + Path.GetRandomFileName());
        try
        {
            RequirePlain(home, place);
            RequirePlain(target, place);
            if (Directory.Exists(target))
            {
                string? installed = ProfileFile.ReadShared(Path.Combine(target, profile.Id + ProfileFile.Extension)).Profile?.Sha256;
                if (installed == profile.Sha256) return (target, true);
                throw new ModkitException(PackageIssues.OtherContent(place, Short(installed), Short(profile.Sha256)));
            }
            bool hadHome = Directory.Exists(home);
            Stage(package, staging);
            Directory.CreateDirectory(home);
            MoveInto(staging, target, home, hadHome);
            return (target, false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(PackageIssues.NotInstallable(place, exception.GetType().Name), exception);
        }
        finally
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        }
    }

    private static void Stage(ProfilePackage package, string staging)
    {
        foreach ((string name, byte[] content) in package.InstalledFiles)
        {
            string path = Path.Combine(staging, name.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
    }

    private static void MoveInto(string staging, string target, string home, bool hadHome)
    {
        try
        {
            Directory.Move(staging, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!hadHome) Directory.Delete(home);
            throw;
        }
    }

    /// <summary>A link in the way would let a package write outside the folder; a file there would be lost.</summary>
    private static void RequirePlain(string path, string place)
    {
        FileSystemInfo info = new DirectoryInfo(path);
        if (info.LinkTarget is not null || (info.Exists && info.Attributes.HasFlag(FileAttributes.ReparsePoint)) || File.Exists(path))
            throw new ModkitException(PackageIssues.NotInstallable(place, $"'{Path.GetFileName(path)}' in the folder is a link or a file"));
    }

    private static string Short(string? sha256) => sha256 is null ? "broken" : sha256[..Profile.ShortHashLength];
}
