using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads 'output': where a game looks for its files. What comes out can never lead out of the mod's folder.</summary>
internal static partial class OutputBinder
{
    private const int LongestPath = 200, LongestValue = 80, LongestFileName = 200, MostVariables = 16;
    private const string PathRule = "folders and a file name joined by '/', of letters, digits, blanks, '.', '-', '_' and {variables}, such as Sound/Voice/{name}";
    private const string ValueRule = "letters, digits, blanks, '.', '-' and '_'; {name} and {folder} may stand in it";
    private const string LowerCase = "lower";

    public static ProfileOutput? Bind(YamlMap? map, ProfileIssueList issues)
    {
        if (map is null) return null;
        MapReader reader = new(map, "'output'", issues);
        YamlNode? pathNode = reader.Take("path", required: true);
        string path = pathNode is null ? "" : reader.Text(pathNode, "'path' of 'output'", LongestPath);
        string letterCase = reader.Text("case", text => text is LowerCase or "keep", "'lower' or 'keep'");
        int? longestName = reader.Integer("longest_name", 1, LongestFileName);
        Dictionary<string, string> variables = BindVariables(reader.MapOf("variables"), issues);
        reader.Finish();

        if (path.Length > 0)
        {
            if (!IsPath(path)) issues.Add(pathNode!, place => ProfileIssues.BadText(place, "'path' of 'output'", path, PathRule));
            foreach (Match match in Variable().Matches(path)) CheckVariable(match.Groups[1].Value, variables, pathNode!, issues);
        }
        return new ProfileOutput { Path = path, IsLowerCase = letterCase == LowerCase, LongestName = longestName, Variables = variables };
    }

    private static Dictionary<string, string> BindVariables(YamlMap? map, ProfileIssueList issues)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        if (map is null) return variables;
        MapReader reader = new(map, "'variables'", issues);
        if (map.Entries.Count > MostVariables) issues.Add(map, place => ProfileIssues.TooMany(place, "variables", map.Entries.Count, MostVariables));
        foreach (YamlEntry entry in map.Entries.Take(MostVariables))
        {
            string name = entry.Key.Text;
            string value = reader.Text(entry.Value, $"the variable '{PrintableText.Show(name)}'", LongestValue);
            if (!VariableName().IsMatch(name) || name is ProfileOutput.NameVariable or ProfileOutput.FolderVariable)
                issues.Add(entry.Key, place => ProfileIssues.BadText(place, "a variable", name, "a word of a-z, 0-9 and '_' other than 'name' and 'folder'"));
            else if (!Value().IsMatch(value)) issues.Add(entry.Value, place => ProfileIssues.BadText(place, $"the variable '{name}'", value, ValueRule));
            else variables.TryAdd(name, value);
        }
        return variables;
    }

    private static void CheckVariable(string name, Dictionary<string, string> variables, YamlNode node, ProfileIssueList issues)
    {
        IEnumerable<string> known = variables.Keys.Append(ProfileOutput.NameVariable).Append(ProfileOutput.FolderVariable);
        if (!known.Contains(name, StringComparer.Ordinal)) issues.Add(node, place => ProfileIssues.UnknownName(place, "variable", name, known));
    }

    private static bool IsPath(string path) => path.Split('/').All(part => Part().IsMatch(part) && part.Trim('.', ' ').Length > 0 && part[^1] is not ('.' or ' '));

    [GeneratedRegex(@"^(?:[A-Za-z0-9 ._-]|\{[a-z0-9_]+\})+\z")]
    private static partial Regex Part();

    [GeneratedRegex(@"\{([a-z0-9_]+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[a-z0-9_]{1,40}\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^(?:[A-Za-z0-9 ._-]|\{name\}|\{folder\})+\z")]
    private static partial Regex Value();
}
