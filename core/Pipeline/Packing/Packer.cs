using System.Security.Cryptography;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes of a folder of finished lines what a mod manager takes. The same files give the same bytes.</summary>
public sealed class Packer
{
    private const string CoreFolder = "core/", PartsFolder = "parts/", ArchiveExtension = ".zip";

    private readonly PackOptions _options;
    private readonly PackFolder _folder;
    private readonly JoinedProvenance _provenance = new();
    private readonly List<Issue> _issues = [];
    private readonly List<(string Name, string Folder, int FileCount)> _parts = [];

    private Packer(PackFolder folder, PackOptions options) => (_folder, _options) = (folder, options);

    /// <summary>Ids of the profiles that a folder's records name.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ModkitException">PCK01, PCK02, PCK03, PCK09.</exception>
    public static IReadOnlyCollection<string> ProfilesOf(string folder)
    {
        JoinedProvenance provenance = new();
        foreach (PackFile record in PackFolder.Read(folder).Records) provenance.Add(record);
        return provenance.ProfileIds;
    }

    /// <summary>Packs a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output">The archive; or the folder of a mod of Mod Organizer 2, when it does not end in <c>.zip</c>.</param>
    /// <param name="options">What is made of it.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="ModkitException">PCK01 to PCK05, PCK09, or an output that cannot be written (OUT01 to OUT09).</exception>
    public static PackResult Pack(string folder, string output, PackOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        string path = Path.GetFullPath(output);
        PackFolder content = PackFolder.Read(folder);
        if (path == content.Path || path.StartsWith(content.Path + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase))
            throw new ModkitException(PackIssues.NothingToPack(Path.GetFileName(path), "it would lie inside the folder that is packed"));
        return new Packer(content, options).Pack(path, cancellation);
    }

    private PackResult Pack(string path, CancellationToken cancellation)
    {
        foreach (PackFile record in _folder.Records) _provenance.Add(record);
        List<PackFile> files = Arrange();
        for (int i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            files[i] = Hashed(files[i]);
        }
        SortedDictionary<string, byte[]> added = AddedFiles(files);
        Warn();
        bool isArchive = _options.Layout != PackLayout.Mo2 || path.EndsWith(ArchiveExtension, StringComparison.OrdinalIgnoreCase);
        (long length, string? sha256, OutputChange change) = isArchive ? WriteArchive(path, files, added, cancellation) : WriteFolder(path, files, added, cancellation);
        return new PackResult
        {
            Path = path,
            FileCount = files.Count,
            LengthBytes = length,
            Sha256 = sha256,
            LineCount = _provenance.LineCount,
            LeftOutCount = _folder.LeftOutCount + (_options.KeepsRecords ? 0 : _folder.Records.Count),
            Change = change,
            Issues = _issues,
        };
    }

    /// <summary>Every file with its place in the archive.</summary>
    private List<PackFile> Arrange()
    {
        List<PackFile> files = [.. _folder.Files, .. _options.KeepsRecords ? _folder.Records : []];
        if (_options.Layout != PackLayout.Fomod) return files;
        Dictionary<PackPart, (string Folder, Dictionary<string, string> Taken)> places = [];
        for (int i = 0; i < _options.Parts.Count; i++)
        {
            if (_options.Parts.Take(i).Any(other => string.Equals(other.Name, _options.Parts[i].Name, StringComparison.OrdinalIgnoreCase)))
                throw new ModkitException(PackIssues.BadPart(_options.Parts[i].Name, "there is another part of this name"));
            places[_options.Parts[i]] = (FormattableString.Invariant($"{PartsFolder}{i + 1:00}/"), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        }
        Dictionary<string, string> common = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < files.Count; i++)
        {
            PackPart? part = _options.Parts.FirstOrDefault(part => !string.IsNullOrEmpty(part.InstallPathOf(files[i].Name)));
            string installed = part?.InstallPathOf(files[i].Name) ?? files[i].Name;
            // Of parts of which one is installed, each may have its own file of a path.
            Dictionary<string, string> taken = part is not null && _options.ChoosesOne ? places[part].Taken : common;
            if (!taken.TryAdd(installed, files[i].Name) || (taken != common && common.ContainsKey(installed)))
                throw new ModkitException(PackIssues.BadPart(part?.Name ?? installed, $"{files[i].Name} and {(taken[installed] == files[i].Name ? common[installed] : taken[installed])} would be installed as the same file"));
            files[i] = files[i] with { ArchiveName = (part is null ? CoreFolder : places[part].Folder) + installed };
        }
        foreach (PackPart part in _options.Parts)
        {
            int count = files.Count(file => file.ArchiveName.StartsWith(places[part].Folder, StringComparison.Ordinal));
            if (count == 0) throw new ModkitException(PackIssues.BadPart(part.Name, "no file of the folder belongs to it"));
            _parts.Add((part.Name, places[part].Folder, count));
        }
        return files;
    }

    /// <summary>What the packing adds: the joined provenance, and what the layout wants.</summary>
    private SortedDictionary<string, byte[]> AddedFiles(List<PackFile> files)
    {
        SortedDictionary<string, byte[]> added = new(StringComparer.Ordinal);
        bool isFomod = _options.Layout == PackLayout.Fomod;
        // Two mods must not take each other's place in the game's folder; what lies in fomod/ never gets there.
        string name = isFomod ? $"{FomodScript.Folder}{PackFolder.ProvenancePrefix}.json" : $"{PackFolder.ProvenancePrefix}-{Slug(_options.Name)}.json";
        added[name] = _provenance.Write(_options, files);
        if (isFomod)
        {
            bool hasCore = files.Exists(file => file.ArchiveName.StartsWith(CoreFolder, StringComparison.Ordinal));
            added[FomodScript.Folder + "info.xml"] = FomodScript.WriteInfo(_options);
            added[FomodScript.Folder + "ModuleConfig.xml"] = FomodScript.WriteConfig(_options, hasCore ? CoreFolder : null, _parts);
        }
        return added;
    }

    private void Warn()
    {
        string place = Path.GetFileName(_folder.Path);
        IReadOnlyDictionary<string, LedgerEntry> ledger = Ledger.ReadFolder(_folder.Path, withFigures: false, _issues);
        int failed = ledger.Values.Count(entry => entry.State == LedgerState.Failed), unfinished = ledger.Values.Count(entry => entry.State == LedgerState.Placing);
        if (failed + unfinished > 0) _issues.Add(PackIssues.Unfinished(place, failed, unfinished));
        if (_provenance.Unreadable.Count > 0) _issues.Add(PackIssues.Unrecorded(place, _provenance.Unreadable, "these provenance records cannot be read"));
        if (_provenance.Changed.Count > 0) _issues.Add(PackIssues.Unrecorded(place, _provenance.Changed, "changed since they were made"));
        if (_provenance.Unrecorded.Count > 0) _issues.Add(PackIssues.Unrecorded(place, _provenance.Unrecorded, "no provenance record tells where these come from"));
        List<string> unedited = [.. _folder.Edits
            .Where(edits => FileHash.Compute(edits.Path).Sha256 != _provenance.EditsOf(edits.Name[..^LineEdits.FileSuffix.Length])).Select(edits => edits.Name[..^LineEdits.FileSuffix.Length])];
        if (unedited.Count > 0) _issues.Add(PackIssues.EditsNotApplied(place, unedited));
    }

    private (long LengthBytes, string? Sha256, OutputChange Change) WriteArchive(string path, List<PackFile> files, SortedDictionary<string, byte[]> added, CancellationToken cancellation)
    {
        string name = Path.GetFileName(path);
        string stem = name.EndsWith(ArchiveExtension, StringComparison.OrdinalIgnoreCase) ? name[..^ArchiveExtension.Length] : name;
        OutputTarget target = new(Path.GetDirectoryName(path)!, stem, ArchiveExtension, name);
        using OutputSet output = new(target, _options.Overwrite);
        ZipWriter zip = new(output.Create(ArchiveExtension));
        Dictionary<string, PackFile> fileOf = files.ToDictionary(file => file.ArchiveName, StringComparer.Ordinal);
        foreach (string entry in fileOf.Keys.Concat(added.Keys).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (added.TryGetValue(entry, out byte[]? bytes)) zip.Add(entry, new MemoryStream(bytes));
            else Take(fileOf[entry], content => zip.Add(entry, content));
        }
        zip.Finish();
        OutputFile written = output.Commit()[0];
        return (written.LengthBytes, written.Sha256, written.Change);
    }

    private (long LengthBytes, string? Sha256, OutputChange Change) WriteFolder(string path, List<PackFile> files, SortedDictionary<string, byte[]> added, CancellationToken cancellation)
    {
        added[MetaIni.Name] = MetaIni.Write(_options);
        using StagedFolder staged = StagedFolder.Begin(path, _options.Overwrite);
        foreach (PackFile file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            Take(file, content => staged.Add(file.ArchiveName, content));
        }
        foreach ((string name, byte[] bytes) in added) staged.Add(name, new MemoryStream(bytes));
        return (files.Sum(file => file.LengthBytes) + added.Values.Sum(bytes => bytes.Length), null, staged.Commit());
    }

    private static PackFile Hashed(PackFile file)
    {
        try
        {
            if (new FileInfo(file.Path).Length > ZipWriter.LongestFile) throw new ModkitException(PackIssues.Unreadable(file.Name, "it has 4 GiB or more"));
            (long length, string sha256) = FileHash.Compute(file.Path);
            return file with { LengthBytes = length, Sha256 = sha256 };
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(PackIssues.Unreadable(file.Name, "it does not open"), exception);
        }
    }

    /// <summary>Hands a file's content on, which must be what was hashed before.</summary>
    private static void Take(PackFile file, Action<Stream> take)
    {
        try
        {
            using FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            using SHA256 hash = SHA256.Create();
            using CryptoStream hashed = new(stream, hash, CryptoStreamMode.Read);
            take(hashed);
            if (Convert.ToHexStringLower(hash.Hash!) != file.Sha256) throw new ModkitException(PackIssues.Unreadable(file.Name, "it changed meanwhile"));
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is InvalidDataException)
        {
            throw new ModkitException(PackIssues.Unreadable(file.Name, "it does not open"), exception);
        }
    }

    /// <summary>A name as a part of a file's: small letters, digits and dashes.</summary>
    public static string Slug(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StringBuilder slug = new();
        foreach (char c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        string text = slug.ToString().TrimEnd('-');
        return text.Length > 0 ? text : "mod";
    }
}
