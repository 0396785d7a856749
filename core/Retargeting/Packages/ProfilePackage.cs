using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A profile packed to be passed on: <c>.a2fpack</c>, a ZIP of the profile and a few files about it, no code.</summary>
public sealed class ProfilePackage
{
    /// <summary>How a package's file name ends.</summary>
    public const string Extension = ".a2fpack";

    private const string ProfileName = "profile.yaml", SumsName = "SHA256SUMS", ReadmeName = "README.md", LicenseName = "LICENSE", PreviewName = "preview.png";
    private const string ClipsFolder = "clips/", ClipExtension = ".wav";

    private readonly SortedDictionary<string, byte[]> _files;

    private ProfilePackage(Profile profile, SortedDictionary<string, byte[]> files, byte[] bytes)
    {
        Profile = profile;
        Bytes = bytes;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _files = files;
    }

    /// <summary>The profile inside.</summary>
    public Profile Profile { get; }

    /// <summary>The package's file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of the package's file, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The package's file name when it is made: id and version.</summary>
    public string FileName => $"{Profile.Id}-{Profile.Version}{Extension}";

    /// <summary>Names of the files inside, without the list of check sums.</summary>
    public IEnumerable<string> FileNames => _files.Keys;

    /// <summary>The files inside, by the names they have when installed.</summary>
    internal IEnumerable<(string Name, byte[] Content)> InstalledFiles =>
        _files.Select(file => (file.Key == ProfileName ? Profile.Id + ProfileFile.Extension : file.Key, file.Value));

    /// <summary>Packs a profile in its canonical form; the same profile and files give the same bytes.</summary>
    /// <param name="profile">The profile; local overrides are left out.</param>
    /// <param name="extras">README.md, LICENSE, preview.png and WAV files.</param>
    /// <exception cref="ModkitException">What a reader of the package would refuse: PAK01, PAK03, PAK04, PAK13.</exception>
    public static ProfilePackage Create(Profile profile, IEnumerable<NamedFile> extras)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(extras);
        if (profile.License == "NONE") throw new ModkitException(PackageIssues.NotShareable(profile.Id, "its licence is NONE, so nobody may use it"));
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal)
        {
            [ProfileName] = Encoding.UTF8.GetBytes(profile.Local?.SharedText ?? profile.CanonicalText),
        };
        foreach (NamedFile extra in extras)
        {
            string name = extra.Name.EndsWith(ClipExtension, StringComparison.OrdinalIgnoreCase) ? ClipsFolder + extra.Name : extra.Name;
            if (!files.TryAdd(name, extra.Bytes.ToArray())) throw new ModkitException(PackageIssues.NotShareable(extra.Name, "it is there twice"));
        }
        byte[] sums = Encoding.ASCII.GetBytes(string.Concat(files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  {file.Key}\n")));
        SortedDictionary<string, byte[]> all = new(files, StringComparer.Ordinal) { [SumsName] = sums };
        return Read(ZipWriter.Write(all), profile.Id);
    }

    /// <summary>Reads and verifies a package; nothing of it is used unless everything is right.</summary>
    /// <param name="bytes">The package's file.</param>
    /// <param name="place">Its name, for issues.</param>
    /// <exception cref="ModkitException">PAK01 to PAK06, or what is wrong with the profile.</exception>
    public static ProfilePackage Read(byte[] bytes, string place)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > Limits.PackageMebibytes * 1024 * 1024)
            throw new ModkitException(PackageIssues.OverLimit(place, FormattableString.Invariant($"its file has {bytes.Length} bytes, at most {Limits.PackageMebibytes} MiB")));
        SortedDictionary<string, byte[]> files = ZipReader.Read(bytes, place);
        foreach ((string name, byte[] content) in files)
        {
            if (WhyForeign(name, content) is { } why) throw new ModkitException(PackageIssues.Foreign(place, name, why));
        }
        int clips = files.Keys.Count(name => name.StartsWith(ClipsFolder, StringComparison.Ordinal));
        if (clips > Limits.PackageClips) throw new ModkitException(PackageIssues.OverLimit(place, FormattableString.Invariant($"{clips} clips, at most {Limits.PackageClips}")));
        CheckSums(files, place);
        files.Remove(SumsName);
        if (!files.TryGetValue(ProfileName, out byte[]? text)) throw new ModkitException(PackageIssues.NoProfile(place));

        if (!Utf8.IsValid(text)) throw new ModkitException(PackageIssues.NotAPackage(place, $"'{ProfileName}' is not UTF-8 text"));
        ProfileReadResult result = ProfileReader.Read(Encoding.UTF8.GetString(text), $"{place}/{ProfileName}");
        return new ProfilePackage(result.Profile ?? throw new ModkitException(result.Issues), files, bytes);
    }

    /// <summary>Why a file has no place in a package, or null when it has.</summary>
    private static string? WhyForeign(string name, byte[] content)
    {
        if (name is ProfileName or SumsName or ReadmeName or LicenseName) return null;
        if (name == PreviewName)
        {
            return !content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "it is no PNG picture"
                : content.Length > Limits.PackagePreviewKibibytes * 1024 ? FormattableString.Invariant($"it is larger than {Limits.PackagePreviewKibibytes} KiB")
                : null;
        }
        bool isClip = name.StartsWith(ClipsFolder, StringComparison.Ordinal) && name.EndsWith(ClipExtension, StringComparison.Ordinal) && name.Count(c => c == '/') == 1;
        if (!isClip) return "it is none of the files a package may hold";
        return content.Length > 12 && content.AsSpan().StartsWith("RIFF"u8) && content.AsSpan(8).StartsWith("WAVE"u8) ? null : "it is no WAV file";
    }

    /// <summary>Every file but the list itself is in it, once, with its hash; nothing else is.</summary>
    private static void CheckSums(SortedDictionary<string, byte[]> files, string place)
    {
        if (!files.TryGetValue(SumsName, out byte[]? bytes)) throw new ModkitException(PackageIssues.WrongSums(place, "there is none"));
        string[] listed = Encoding.Latin1.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<string> wanted = [.. files.Where(file => file.Key != SumsName).Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  {file.Key}")];
        if (wanted.FirstOrDefault(line => !listed.Contains(line, StringComparer.Ordinal)) is { } missing)
            throw new ModkitException(PackageIssues.WrongSums(place, $"'{missing[66..]}' is not in it, or with another hash"));
        if (listed.Length != wanted.Count) throw new ModkitException(PackageIssues.WrongSums(place, "it lists files that are not there"));
    }
}
