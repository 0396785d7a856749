using System.IO.Compression;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Models;

/// <summary>Unpacks a model that comes as a ZIP file: every name and size is looked at before a byte is written, and the folder appears whole or not at all.</summary>
internal static class ModelArchive
{
    private const string Index = "model.json";
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Unpacks the folder that holds <c>model.json</c>.</summary>
    /// <param name="path">The ZIP file.</param>
    /// <param name="folder">The folder to make; must not exist, its parent must.</param>
    /// <exception cref="ModkitException">USE27: it cannot be unpacked, or holds what no model does; then there is no folder.</exception>
    public static void Unpack(string path, string folder)
    {
        string staged = folder + ".part";
        try
        {
            if (Directory.Exists(staged)) Directory.Delete(staged, recursive: true);
            using ZipArchive archive = ZipFile.OpenRead(path);
            foreach ((string name, ZipArchiveEntry entry) in Choose(archive, path))
            {
                string target = Path.Combine(staged, name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                using Stream packed = entry.Open();
                using FileStream file = new(target, FileMode.CreateNew);
                Copy(packed, file, entry, path);
            }
            Directory.Move(staged, folder);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Bad(path, $"it cannot be unpacked ({exception.Message})", exception);
        }
        finally
        {
            if (Directory.Exists(staged)) Directory.Delete(staged, recursive: true);
        }
    }

    /// <summary>The files of the model by their names in its folder.</summary>
    private static List<(string Name, ZipArchiveEntry Entry)> Choose(ZipArchive archive, string path)
    {
        if (archive.Entries.Count > Limits.ModelArchiveFiles) throw Bad(path, $"it holds more than {Limits.ModelArchiveFiles} files");
        List<ZipArchiveEntry> indices = [.. archive.Entries.Where(entry => entry.Name == Index)];
        if (indices.Count == 0) throw Bad(path, $"it holds no {Index}");
        // The one nearest to the top; two models of equal right are two files.
        int depth = indices.Min(Depth);
        if (indices.Count(entry => Depth(entry) == depth) > 1) throw Bad(path, $"it holds several models; pack one alone");
        string top = indices.First(entry => Depth(entry) == depth).FullName[..^Index.Length];

        List<(string Name, ZipArchiveEntry Entry)> chosen = [];
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (entry.FullName.Contains('\\', StringComparison.Ordinal) || entry.FullName.Split('/').Any(part => part is ".." or ".") || Path.IsPathRooted(entry.FullName))
                throw Bad(path, $"the name '{entry.FullName}' leads out of it");
            string name = entry.FullName.StartsWith(top, StringComparison.Ordinal) ? entry.FullName[top.Length..] : "";
            if (name.Length == 0 || name.EndsWith('/') || name.Split('/').Any(part => part.StartsWith('.'))) continue;
            total += entry.Length;
            if (entry.Length > Limits.NetworkMebibytes * Mebibyte || total > Limits.ModelArchiveMebibytes * Mebibyte)
                throw Bad(path, $"it holds more than {Limits.ModelArchiveMebibytes} MiB, or a file of more than {Limits.NetworkMebibytes} MiB");
            chosen.Add((name, entry));
        }
        return chosen;
    }

    private static int Depth(ZipArchiveEntry entry) => entry.FullName.Count(letter => letter == '/');

    /// <summary>Copies no more than the directory says, whatever the packed bytes would become.</summary>
    private static void Copy(Stream packed, FileStream file, ZipArchiveEntry entry, string path)
    {
        byte[] buffer = new byte[81_920];
        int count;
        while ((count = packed.Read(buffer)) > 0)
        {
            if (file.Length + count > entry.Length) throw Bad(path, $"'{entry.FullName}' is larger than it says");
            file.Write(buffer, 0, count);
        }
    }

    private static ModkitException Bad(string path, string reason, Exception? cause = null) => new(UsageIssues.BadModelArchive(Path.GetFileName(path), reason), cause);
}
