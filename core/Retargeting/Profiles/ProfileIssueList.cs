using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Gathers what is wrong with one profile.</summary>
internal sealed class ProfileIssueList(string sourceName)
{
    /// <summary>Nobody reads more, and a hostile file must not make the list grow with it.</summary>
    private const int MostIssues = 100;

    private readonly List<Issue> _issues = [];

    public string SourceName => sourceName;

    public IReadOnlyList<Issue> Issues => _issues;

    public bool HasErrors { get; private set; }

    /// <summary>Whether so much is wrong that looking further is pointless.</summary>
    public bool IsFull => _issues.Count >= MostIssues;

    /// <summary>Adds an issue; <paramref name="issue"/> is given the place <c>file:line:column</c>.</summary>
    public void Add(YamlNode node, Func<string, Issue> issue) => Add(node.File, node.Line, node.Column, issue);

    public void Add(int line, int column, Func<string, Issue> issue) => Add(sourceName, line, column, issue);

    private void Add(string file, int line, int column, Func<string, Issue> issue)
    {
        if (IsFull) return;
        Issue made = issue(FormattableString.Invariant($"{file}:{line}:{column}"));
        HasErrors |= made.Severity == IssueSeverity.Error;
        _issues.Add(made);
    }
}
