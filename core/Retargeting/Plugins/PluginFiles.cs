using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A plugin's files in memory: what was hashed is what will be loaded, whatever happens to the folder meanwhile.</summary>
internal sealed class PluginFiles
{
    /// <summary>Levels of folders below a plugin's own that are read.</summary>
    public const int DeepestFolder = 4;

    private const int MostFiles = 256;
    private const long MostBytes = 128L * 1024 * 1024;

    private readonly Dictionary<string, byte[]> _bytes;

    private PluginFiles(Dictionary<string, byte[]> bytes)
    {
        _bytes = bytes;
        Sha256 = Hash(bytes);
    }

    /// <summary>SHA-256 over names and contents, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a folder and those below it; names use '/'.</summary>
    /// <exception cref="IOException">It holds a link, or more or larger files than a plugin has.</exception>
    public static PluginFiles Read(string folder)
    {
        // Links are neither followed nor skipped: a file that is not hashed could still be found by the plugin.
        EnumerationOptions options = new() { RecurseSubdirectories = true, AttributesToSkip = 0, MaxRecursionDepth = DeepestFolder };
        Dictionary<string, byte[]> bytes = new(StringComparer.Ordinal);
        long total = 0;
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
        {
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) throw new IOException($"'{entry.Name}' is a link");
            if (entry is not FileInfo file) continue;
            total += file.Length;
            if (total > MostBytes || bytes.Count >= MostFiles) throw new IOException("it holds more than 256 files or 128 MiB");
            bytes.Add(Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), File.ReadAllBytes(file.FullName));
        }
        return new PluginFiles(bytes);
    }

    /// <summary>Names of all files, in order.</summary>
    public IEnumerable<string> Names => _bytes.Keys.Order(StringComparer.Ordinal);

    /// <summary>A file's contents, or null when it is not there.</summary>
    public byte[]? Find(string name) => _bytes.GetValueOrDefault(name);

    /// <summary>SHA-256 of one file, as the manifest writes it.</summary>
    public string Sha256Of(string name) => Convert.ToHexStringLower(SHA256.HashData(_bytes[name]));

    private static string Hash(Dictionary<string, byte[]> bytes)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(long)];
        foreach (string name in bytes.Keys.Order(StringComparer.Ordinal))
        {
            // Lengths before both parts keep 'a' + 'bc' and 'ab' + 'c' apart.
            byte[] nameBytes = Encoding.UTF8.GetBytes(name);
            BinaryPrimitives.WriteInt64LittleEndian(length, nameBytes.Length);
            hash.AppendData(length);
            hash.AppendData(nameBytes);
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes[name].Length);
            hash.AppendData(length);
            hash.AppendData(bytes[name]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
