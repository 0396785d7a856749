using System.Text;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Which plugins the user lets run: hashes of finished plugins, and folders of plugins that are being written. Immutable.</summary>
/// <remarks>Kept as a text a person can read. A line that means nothing trusts nothing.</remarks>
public sealed class PluginTrust
{
    private const string HashWord = "sha256 ", FolderWord = "folder ";
    private const string Heading = "# Plugins whose code may run with your rights; 'a2f plugin trust' and 'a2f plugin distrust' change this list.";

    private readonly string[] _lines;

    private PluginTrust(IEnumerable<string> lines)
    {
        _lines = [.. lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Trusts nobody.</summary>
    public static PluginTrust Nobody { get; } = new([]);

    /// <summary>Folders whose code is trusted whatever is built into them; full paths.</summary>
    public IEnumerable<string> Folders =>
        _lines.Where(line => line.StartsWith(FolderWord, StringComparison.Ordinal)).Select(line => line[FolderWord.Length..]);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static PluginTrust Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PluginTrust(text.Split('\n').Select(line => line.TrimEnd('\r'))
            .Where(line => line.StartsWith(HashWord, StringComparison.Ordinal) || line.StartsWith(FolderWord, StringComparison.Ordinal)));
    }

    /// <summary>Trust in one plugin's files as they are.</summary>
    public PluginTrust WithHash(string sha256, string id, string version) => new(_lines.Append($"{HashWord}{sha256} {id} {version}"));

    /// <summary>Trust in whatever lies in a folder.</summary>
    public PluginTrust WithFolder(string folder) => new(_lines.Append(FolderWord + folder));

    /// <summary>No trust in a plugin any more: neither in any of its versions nor in its folder.</summary>
    public PluginTrust Without(string id, string folder) =>
        new(_lines.Where(line => line != FolderWord + folder && !(line.StartsWith(HashWord, StringComparison.Ordinal) && line.Split(' ') is [_, _, string named, ..] && named == id)));

    /// <summary>Whether a plugin's files are trusted by their hash.</summary>
    public bool TrustsHash(string sha256) => sha256.Length > 0 && _lines.Any(line => line.StartsWith(HashWord + sha256 + " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a folder is trusted, whatever it holds.</summary>
    public bool TrustsFolder(string folder) => Folders.Contains(folder, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString()
    {
        StringBuilder text = new(Heading + "\n");
        foreach (string line in _lines) text.Append(line).Append('\n');
        return text.ToString();
    }
}
