using System.Security.Cryptography;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Models;

/// <summary>A file of a model.</summary>
/// <param name="Name">Its path in the model's folder, with slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its content, lower-case hexadecimal.</param>
internal sealed record ModelFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Every file below a folder but hidden ones, such as those of Git, in the order of their names.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static IReadOnlyList<ModelFile> In(string folder)
    {
        EnumerationOptions plain = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = Limits.PackageDepth };
        List<ModelFile> files = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*", plain))
        {
            string name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name.Split('/').Any(part => part.StartsWith('.'))) continue;
            using FileStream file = File.OpenRead(path);
            files.Add(new ModelFile(name, file.Length, Convert.ToHexStringLower(SHA256.HashData(file))));
        }
        files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return files;
    }
}
