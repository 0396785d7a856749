using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Finds plugin folders, reads their manifests and decides which may be loaded. Runs none of their code.</summary>
internal static class PluginFinder
{
    private const string DeveloperFolder = "dev";
    private const int DeepestFolder = 2;

    /// <summary>Levels of folders below a root that may hold files of a plugin.</summary>
    public const int DeepestFile = DeepestFolder + PluginFiles.DeepestFolder;

    /// <summary>Every folder with a manifest, in a fixed order, each in state Found, Blocked, NeedsConsent or Failed.</summary>
    public static List<PluginSlot> Find(PluginHostOptions options)
    {
        PluginTrust trust = options.ReadTrust();
        List<PluginSlot> slots = [];
        foreach ((string root, PluginOrigin origin) in Roots(options, trust))
        {
            foreach (string folder in FoldersIn(root, withDeveloper: origin == PluginOrigin.Developer))
            {
                if (!slots.Exists(slot => slot.Folder == folder)) slots.Add(Examine(folder, origin, options, trust));
            }
        }
        BlockOlderVersions(slots);
        BlockTakenFormats(slots);
        BlockUnfit(slots);
        return slots;
    }

    /// <summary>The folders that are searched, as full paths: built-in ones first, so that they keep their formats.</summary>
    public static IReadOnlyList<(string Root, PluginOrigin Origin)> Roots(PluginHostOptions options, PluginTrust trust) =>
    [
        .. options.BuiltInFolders.Select(root => (Path.GetFullPath(root), PluginOrigin.BuiltIn)),
        .. options.OtherFolders.Select(root => (Path.GetFullPath(root), PluginOrigin.ThirdParty)),
        .. options.BuiltInFolders.Concat(options.OtherFolders).Select(root => (Path.GetFullPath(Path.Combine(root, DeveloperFolder)), PluginOrigin.Developer)),
        .. trust.Folders.Select(folder => (folder, PluginOrigin.Developer)),
    ];

    private static List<string> FoldersIn(string root, bool withDeveloper)
    {
        if (!Directory.Exists(root)) return [];
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder, IgnoreInaccessible = true };
        string developer = Path.Combine(root, DeveloperFolder) + Path.DirectorySeparatorChar;
        List<string> folders = [];
        foreach (string file in Directory.EnumerateFiles(root, PluginManifestReader.FileName, options))
        {
            if (withDeveloper || !file.StartsWith(developer, StringComparison.Ordinal)) folders.Add(Path.GetDirectoryName(file)!);
        }
        folders.Sort(StringComparer.Ordinal);
        return folders;
    }

    private static PluginSlot Examine(string folder, PluginOrigin origin, PluginHostOptions options, PluginTrust trust)
    {
        // A folder id/version is called by its id.
        string name = Path.GetFileName(Path.GetDirectoryName(folder)) + "/" + Path.GetFileName(folder);
        PluginSlot slot = new(folder, name, trust.TrustsFolder(folder) ? PluginOrigin.Developer : origin);
        try
        {
            PluginFiles files = PluginFiles.Read(folder);
            slot.Sha256 = files.Sha256;
            slot.FileList = [.. files.Names.Select(file => (file, (long)files.Find(file)!.Length))];
            List<Issue> issues = [];
            slot.Manifest = PluginManifestReader.Read(files.Find(PluginManifestReader.FileName), $"{name}/{PluginManifestReader.FileName}", issues);
            slot.Files = files;
            if (FindFault(slot, files, issues) is (PluginState state, Issue issue)) slot.Enter(state, issue);
            else if (!IsTrusted(slot, options, trust)) slot.Enter(PluginState.NeedsConsent, PluginIssues.NeedsConsent(slot.Id, NamedFolderOf(folder, options), slot.Sha256));
            else slot.Enter(PluginState.Found, "It is loaded when one of its formats is needed.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            slot.Enter(PluginState.Failed, PluginIssues.BadFolder(name, exception.Message));
        }
        return slot;
    }

    /// <summary>The folder a plugin lies in as the user named it, or null when it would be found anyway.</summary>
    private static string? NamedFolderOf(string folder, PluginHostOptions options) =>
        options.NamedFolders.FirstOrDefault(named => (folder + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(named)) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static (PluginState, Issue)? FindFault(PluginSlot slot, PluginFiles files, List<Issue> issues)
    {
        if (slot.Manifest is not { } manifest) return (PluginState.Failed, issues[0]);
        if (manifest.ApiLevel != PluginApi.Level) return (PluginState.Blocked, PluginIssues.OtherApiLevel(slot.Id, manifest.ApiLevel));
        if (!PluginPlatform.Includes(manifest.Platforms)) return (PluginState.Blocked, PluginIssues.OtherPlatform(slot.Id, manifest.Platforms));
        if (files.Find(manifest.Entry) is null) return (PluginState.Failed, PluginIssues.NoEntry(slot.Id, manifest.Entry));
        return FindChangedFile(slot.Id, manifest, files) is { } changed ? (PluginState.Failed, changed) : null;
    }

    private static Issue? FindChangedFile(string id, PluginManifest manifest, PluginFiles files)
    {
        if (manifest.FileSha256.Count == 0) return null;
        foreach (string name in files.Names.Where(name => name != PluginManifestReader.FileName))
        {
            if (!manifest.FileSha256.TryGetValue(name, out string? expected)) return PluginIssues.FileDiffers(id, name, "is not among the files that the manifest lists under 'sha256'");
            if (files.Sha256Of(name) != expected) return PluginIssues.FileDiffers(id, name, "has another SHA-256 than the manifest says");
        }
        string? missing = manifest.FileSha256.Keys.FirstOrDefault(name => files.Find(name) is null);
        return missing is null ? null : PluginIssues.FileDiffers(id, missing, "is listed in the manifest under 'sha256' but is not there");
    }

    private static bool IsTrusted(PluginSlot slot, PluginHostOptions options, PluginTrust trust) =>
        slot.Origin == PluginOrigin.BuiltIn || options.TrustedSha256.Contains(slot.Sha256, StringComparer.OrdinalIgnoreCase) || trust.TrustsHash(slot.Sha256)
        || trust.TrustsFolder(slot.Folder);

    /// <summary>Of several versions of a plugin that may be loaded, the highest stays; of the same version, the first found.</summary>
    private static void BlockOlderVersions(List<PluginSlot> slots)
    {
        foreach (IGrouping<string, PluginSlot> same in slots.Where(slot => slot.State == PluginState.Found).GroupBy(slot => slot.Id).ToList())
        {
            PluginSlot best = same.MaxBy(slot => slot.Manifest!.Version)!;
            foreach (PluginSlot other in same.Where(slot => slot != best))
                other.Enter(PluginState.Blocked, PluginIssues.Replaced(other.Id, $"Version {best.Manifest!.Version} of the same plugin"));
        }
    }

    /// <summary>A format belongs to the first plugin that has it; built-in plugins come first.</summary>
    private static void BlockTakenFormats(List<PluginSlot> slots)
    {
        Dictionary<string, PluginSlot> owners = new(StringComparer.Ordinal);
        foreach (PluginSlot slot in slots.Where(slot => slot.State == PluginState.Found))
        {
            string? taken = slot.Manifest!.Formats.FirstOrDefault(owners.ContainsKey);
            if (taken is not null)
                slot.Enter(PluginState.Blocked, PluginIssues.Replaced(slot.Id, $"Its format '{taken}' is already in '{owners[taken].Id}', which"));
            else foreach (string format in slot.Manifest.Formats) owners.Add(format, slot);
        }
    }

    /// <summary>Blocks what lacks a plugin it needs or cannot be beside another, and then what needed those.</summary>
    private static void BlockUnfit(List<PluginSlot> slots)
    {
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (PluginSlot slot in slots.Where(slot => slot.State == PluginState.Found))
            {
                if (FindMisfit(slot.Manifest!, slots) is not { } why) continue;
                slot.Enter(PluginState.Blocked, PluginIssues.NeedsOther(slot.Id, why));
                isChanged = true;
            }
        }
    }

    private static string? FindMisfit(PluginManifest manifest, List<PluginSlot> slots)
    {
        foreach ((string id, VersionRange range) in manifest.Requires)
        {
            PluginSlot? other = slots.Find(slot => slot.Id == id && slot.State == PluginState.Found);
            if (other is null) return $"it needs '{id}' {range}, which is not there or cannot be used";
            if (!range.Contains(other.Manifest!.Version)) return $"it needs '{id}' {range}, and version {other.Manifest.Version} is there";
        }
        string? conflict = manifest.Conflicts.FirstOrDefault(id => slots.Exists(slot => slot.Id == id && slot.State == PluginState.Found));
        return conflict is null ? null : $"it cannot be beside '{conflict}'";
    }
}
