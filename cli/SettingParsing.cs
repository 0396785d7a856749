using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli;

/// <summary>Reads <c>--set NAME=VALUE</c>.</summary>
internal static class SettingParsing
{
    public const string OptionName = "--set";

    /// <summary>Values by name; the last one counts.</summary>
    /// <exception cref="ModkitException">USE04: everything wrong at once.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> texts)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        List<Issue> issues = [];
        foreach (string text in texts)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            if (at > 0) settings[text[..at].Trim()] = text[(at + 1)..].Trim();
            else issues.Add(UsageIssues.BadValue(OptionName, text, "of the form NAME=VALUE, such as plugin=mymod.esp"));
        }
        return issues.Count == 0 ? settings : throw new ModkitException(issues);
    }
}
