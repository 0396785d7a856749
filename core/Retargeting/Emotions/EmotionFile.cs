using System.Security.Cryptography;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A file of emotions over time, as <c>--emotions</c> takes it.</summary>
/// <param name="Name">The file's name without folder.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Keys">The keys, at least one, in the order of time.</param>
public sealed record EmotionFile(string Name, string Sha256, IReadOnlyList<EmotionKey> Keys)
{
    private static readonly string[] _yamlExtensions = [".yaml", ".yml"];

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How the names of such files end, the preferred first.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [EmotionTable.Extension, .. _yamlExtensions];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModkitException">EMO01 to EMO05, and PRO02, PRO03, PRO04, PRO06 of YAML: everything wrong with it at once.</exception>
    public static EmotionFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = Path.GetFileName(path);
        byte[] bytes = ReadBytes(path, name);
        string text;
        try
        {
            text = ProfileReader.Normal(_strictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException e)
        {
            throw new ModkitException(EmotionIssues.Unreadable(name, "it is not UTF-8 text"), e);
        }
        ProfileIssueList issues = new(name);
        EmotionKeyList keys = new(issues);
        if (IsYaml(name)) EmotionYaml.Read(text, issues, keys);
        else EmotionTable.Read(text, issues, keys);
        if (!issues.HasErrors && keys.Keys.Count == 0) issues.Add(1, 1, place => EmotionIssues.BadLayout(place, "it has no keys"));
        return issues.HasErrors ? throw new ModkitException(issues.Issues) : new EmotionFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), keys.Keys);
    }

    /// <summary>Reads the emotions of several recordings.</summary>
    /// <param name="path">A file for all of them, or a folder with files named after recordings; those without a file have none.</param>
    /// <param name="recordings">The recordings' names without folder and extension.</param>
    /// <returns>One for each recording, or null.</returns>
    /// <exception cref="ModkitException">As of <see cref="Read"/>, of all files; EMO01 when a folder has a file for none of the recordings.</exception>
    public static IReadOnlyList<EmotionFile?> ReadFor(string path, IReadOnlyList<string> recordings)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(recordings);
        if (!Directory.Exists(path)) return [.. Enumerable.Repeat(Read(path), recordings.Count)];
        List<Issue> issues = [];
        List<EmotionFile?> files = [];
        foreach (string recording in recordings)
        {
            string? file = Extensions.Select(extension => Path.Combine(path, recording + extension)).FirstOrDefault(File.Exists);
            try
            {
                files.Add(file is null ? null : Read(file));
            }
            catch (ModkitException exception)
            {
                issues.AddRange(exception.Issues);
            }
        }
        if (issues.Count == 0 && files.TrueForAll(file => file is null))
            issues.Add(EmotionIssues.Unreadable(path, $"the folder has no {string.Join(" or ", recordings.Take(3).Select(recording => $"'{recording}{Extensions[0]}'"))}"));
        return issues.Count == 0 ? files : throw new ModkitException(issues);
    }

    private static bool IsYaml(string name) => _yamlExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    private static byte[] ReadBytes(string path, string name)
    {
        if (!Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            throw new ModkitException(EmotionIssues.Unreadable(name, $"its name ends in none of {string.Join(", ", Extensions)}"));
        int limitKibibytes = IsYaml(name) ? Limits.ProfileKibibytes : Limits.EmotionTableMebibytes * 1024;
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > limitKibibytes * 1024L)
                throw new ModkitException(EmotionIssues.Unreadable(name, FormattableString.Invariant($"it has {stream.Length} bytes, the limit is {limitKibibytes} KiB")));
            byte[] bytes = new byte[stream.Length];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ModkitException(EmotionIssues.Unreadable(name, exception is FileNotFoundException or DirectoryNotFoundException ? "it is not there" : "it cannot be opened"), exception);
        }
    }
}
