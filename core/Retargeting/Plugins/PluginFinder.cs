using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Finds plugin folders, reads their manifests and decides which may be loaded. Runs none of their code.</summary>
internal static class PluginFinder
{
    /// <summary>Every folder with a manifest, in a fixed order, each in state Found, Blocked, NeedsConsent or Failed.</summary>
    public static List<PluginSlot> Find(PluginHostOptions options)
    {
        List<PluginSlot> slots = [];
        foreach (string root in options.BuiltInFolders) slots.AddRange(FoldersIn(root).Select(folder => Examine(folder, isBuiltIn: true, options)));
        foreach (string root in options.OtherFolders) slots.AddRange(FoldersIn(root).Select(folder => Examine(folder, isBuiltIn: false, options)));
        BlockOlderVersions(slots);
        BlockTakenFormats(slots);
        return slots;
    }

    private static List<string> FoldersIn(string root)
    {
        if (!Directory.Exists(root)) return [];
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true };
        List<string> folders = [.. Directory.EnumerateFiles(root, PluginManifestReader.FileName, options).Select(file => Path.GetDirectoryName(file)!)];
        folders.Sort(StringComparer.Ordinal);
        return folders;
    }

    private static PluginSlot Examine(string folder, bool isBuiltIn, PluginHostOptions options)
    {
        // A folder id/version is called by its id.
        string name = Path.GetFileName(Path.GetDirectoryName(folder)) + "/" + Path.GetFileName(folder);
        PluginSlot slot = new(name, isBuiltIn);
        try
        {
            PluginFiles files = PluginFiles.Read(folder);
            slot.Sha256 = files.Sha256;
            List<Issue> issues = [];
            slot.Manifest = PluginManifestReader.Read(files.Find(PluginManifestReader.FileName), $"{name}/{PluginManifestReader.FileName}", issues);
            slot.Files = files;
            Judge(slot, issues, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            slot.Enter(PluginState.Failed, PluginIssues.BadFolder(name, exception.Message));
        }
        return slot;
    }

    private static void Judge(PluginSlot slot, List<Issue> issues, PluginHostOptions options)
    {
        if (slot.Manifest is not { } manifest) slot.Enter(PluginState.Failed, issues[0]);
        else if (manifest.ApiLevel != PluginApi.Level) slot.Enter(PluginState.Blocked, PluginIssues.OtherApiLevel(slot.Id, manifest.ApiLevel));
        else if (slot.Files!.Find(manifest.Entry) is null) slot.Enter(PluginState.Failed, PluginIssues.NoEntry(slot.Id, manifest.Entry));
        else if (!slot.IsBuiltIn && !options.TrustedSha256.Contains(slot.Sha256, StringComparer.OrdinalIgnoreCase))
            slot.Enter(PluginState.NeedsConsent, PluginIssues.NeedsConsent(slot.Id, slot.Sha256));
        else slot.Enter(PluginState.Found, "It is loaded when one of its formats is needed.");
    }

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
}
