using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A list of packages that any web host can serve as one file, <c>index.json</c>. The program itself fetches nothing.</summary>
public sealed record ProfileIndex
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "index.json";

    /// <summary>The form's number.</summary>
    public const int Format = 1;

    /// <summary>When it was made, ISO 8601 in UTC.</summary>
    public required string Generated { get; init; }

    /// <summary>What must not be installed.</summary>
    public required IReadOnlyList<BlockedPackage> Blocked { get; init; }

    /// <summary>The packages.</summary>
    public required IReadOnlyList<ProfileIndexItem> Items { get; init; }

    /// <summary>Why a package must not be installed, or null.</summary>
    public BlockedPackage? FindBlock(string id, SemanticVersion version, string sha256) => Blocked.FirstOrDefault(block => block.Concerns(id, version, sha256));

    /// <summary>Holds a package to the index.</summary>
    /// <param name="package">The package, verified in itself.</param>
    /// <exception cref="ModkitException">PAK11 it is blocked, PAK10 it is not listed or with another hash.</exception>
    public void Require(ProfilePackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        Profile profile = package.Profile;
        string place = $"{profile.Id} {profile.Version}";
        if (FindBlock(profile.Id, profile.Version, package.Sha256) is { } block) throw new ModkitException(PackageIssues.Blocked(place, block.Reason));
        ProfileIndexItem item = Items.FirstOrDefault(item => item.Id == profile.Id && item.Version == profile.Version)
            ?? throw new ModkitException(PackageIssues.NotInIndex(place, "it is not listed"));
        if (item.Sha256 != package.Sha256) throw new ModkitException(PackageIssues.NotInIndex(place, $"it lists {item.Sha256[..Profile.ShortHashLength]}, this is {package.Sha256[..Profile.ShortHashLength]}"));
    }

    /// <summary>Finds a listed package's file beside the index: of an id (optionally with <c>@version</c>) the highest version that is not blocked.</summary>
    /// <param name="name">An id, or id@version.</param>
    /// <param name="folder">The index's folder.</param>
    /// <exception cref="ModkitException">PAK10 nothing of the name, PAK11 all of it is blocked, PAK12 it is not a file.</exception>
    public string Locate(string name, string folder)
    {
        ArgumentNullException.ThrowIfNull(name);
        List<ProfileIndexItem> items = [.. Items.Where(item => item.Id == name || $"{item.Id}@{item.Version}" == name)];
        if (items.Count == 0) throw new ModkitException(PackageIssues.NotInIndex(PrintableText.Show(name), "it is not listed"));
        ProfileIndexItem? best = items.Where(item => FindBlock(item.Id, item.Version, item.Sha256) is null).MaxBy(item => item.Version);
        if (best is null) throw new ModkitException(PackageIssues.Blocked(PrintableText.Show(name), FindBlock(items[0].Id, items[0].Version, items[0].Sha256)!.Reason));
        return FileOf(best, folder);
    }

    /// <summary>A listed package's file.</summary>
    /// <exception cref="ModkitException">PAK12: its address is not a file beside the index.</exception>
    public static string FileOf(ProfileIndexItem item, string folder)
    {
        ArgumentNullException.ThrowIfNull(item);
        string path = Path.Combine(folder, EntryNames.IsPart(item.Url) ? item.Url : "");
        return EntryNames.IsPart(item.Url) && File.Exists(path) ? path : throw new ModkitException(PackageIssues.NotAFile($"{item.Id} {item.Version}", item.Url));
    }
}
