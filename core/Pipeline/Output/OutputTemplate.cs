using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Places a line's files where a game looks for them, below the folder of a mod.</summary>
/// <param name="output">The profile's template.</param>
/// <param name="values">Values of the profile's variables; one that is missing has the profile's own.</param>
/// <param name="modFolder">The folder of the mod.</param>
public sealed partial class OutputTemplate(ProfileOutput output, IReadOnlyDictionary<string, string> values, string modFolder)
{
    /// <summary>Where the files of a recording go.</summary>
    /// <exception cref="ModkitException">OUT17 a name cannot be part of a path, OUT18 the game takes no name so long.</exception>
    public OutputTarget Place(string inputPath, string mainExtension)
    {
        string name = Path.GetFileNameWithoutExtension(inputPath);
        string folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(inputPath))) ?? "";
        Dictionary<string, string> known = new(StringComparer.Ordinal) { [ProfileOutput.NameVariable] = name, [ProfileOutput.FolderVariable] = folder };
        foreach ((string variable, string standard) in output.Variables)
            known[variable] = values.TryGetValue(variable, out string? chosen) ? chosen : Fill(standard, known);

        string[] parts = [.. output.Path.Split('/').Select(part => Fill(part, known))];
        if (output.IsLowerCase) parts = [.. parts.Select(part => part.ToLowerInvariant())];
        foreach (string part in parts)
        {
            if (!IsFileName(part)) throw new ModkitException(OutputIssues.NotAName(Path.GetFileName(inputPath), part));
        }
        string stem = parts[^1];
        if (stem.Length > output.LongestName) throw new ModkitException(OutputIssues.NameTooLong(Path.GetFileName(inputPath), stem, output.LongestName.Value));
        return new OutputTarget(Path.Combine([modFolder, .. parts[..^1]]), stem, mainExtension) { Root = modFolder };
    }

    private static string Fill(string text, Dictionary<string, string> known) =>
        Variable().Replace(text, match => known[match.Groups[1].Value]);

    /// <summary>Whether a text is a file name on every system, for a game that may run on another one.</summary>
    internal static bool IsFileName(string part) =>
        part.Length > 0 && part[^1] is not ('.' or ' ') && part.Trim('.').Length > 0
        && !part.Any(c => char.IsControl(c) || c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && !Device().IsMatch(part);

    [GeneratedRegex(@"\{([a-z0-9_]+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
