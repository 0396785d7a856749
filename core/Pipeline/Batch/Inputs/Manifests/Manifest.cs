using System.Text.Unicode;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A file that lists recordings, and what is to be made of each.</summary>
internal static class Manifest
{
    private static readonly string[] _tableExtensions = [".csv", ".tsv"], _objectExtensions = [".jsonl", ".ndjson"];

    /// <summary>The recordings a manifest names.</summary>
    /// <param name="path">The manifest; paths in it are relative to its folder.</param>
    /// <param name="outputFolder">Folder that is never searched, or null.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ModkitException">INP04, INP10 to INP13: every mistake at once.</exception>
    public static List<BatchSource> Read(string path, string? outputFolder, CancellationToken cancellation)
    {
        string file = Path.GetFileName(path);
        bool isTable = HasExtension(file, _tableExtensions);
        if (!isTable && !HasExtension(file, _objectExtensions))
            throw new ModkitException(InputIssues.ManifestUnreadable(file, $"its name ends in none of {string.Join(", ", _tableExtensions.Concat(_objectExtensions))}"));
        byte[] utf8 = ReadBytes(path, file);
        ManifestIssueList issues = new(file);
        List<ManifestRow> rows = isTable ? ManifestTable.Read(utf8, issues) : ManifestObjects.Read(utf8, issues);
        if (rows.Count > Limits.BatchItems) throw new ModkitException(InputIssues.TooMany(file));
        ManifestBinder binder = new(Path.GetDirectoryName(Path.GetFullPath(path))!, outputFolder, issues, cancellation);
        foreach (ManifestRow row in rows) binder.Add(row);
        issues.ThrowIfAny();
        return binder.Sources;
    }

    private static bool HasExtension(string file, string[] extensions) => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static byte[] ReadBytes(string path, string file)
    {
        const long MostBytes = Limits.ManifestMebibytes * 1024L * 1024;
        byte[] bytes;
        try
        {
            FileInfo info = new(path);
            if ((info.ResolveLinkTarget(returnFinalTarget: true) ?? info) is not FileInfo { Exists: true } target) throw Unreadable("it is not there");
            // Pipes and devices have no length either, and opening one may never end.
            if (target.Length == 0) throw Unreadable("nothing is in it");
            if (target.Length > MostBytes) throw Unreadable(FormattableString.Invariant($"it has {target.Length} bytes, the limit is {Limits.ManifestMebibytes} MiB"));
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            bytes = new byte[target.Length];
            bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is ArgumentException)
        {
            throw new ModkitException(InputIssues.ManifestUnreadable(file, "it cannot be opened"), exception);
        }
        if (!Utf8.IsValid(bytes)) throw Unreadable("it is not UTF-8 text; spreadsheets save that as 'CSV UTF-8'");
        return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

        ModkitException Unreadable(string reason) => new(InputIssues.ManifestUnreadable(file, reason));
    }
}
