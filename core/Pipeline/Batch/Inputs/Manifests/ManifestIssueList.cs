using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Gathers the mistakes of a manifest: the first of them, and how many more there are.</summary>
/// <param name="file">The manifest's file name.</param>
internal sealed class ManifestIssueList(string file)
{
    /// <summary>Nobody mends more at once, and a hostile file must not make the list grow with it.</summary>
    private const int MostTold = 50;

    private readonly List<Issue> _issues = [];
    private int _untold;

    /// <summary>Adds a mistake, given the place <c>file:line</c>.</summary>
    public void Add(int line, Func<string, Issue> issue)
    {
        if (_issues.Count < MostTold) _issues.Add(issue(PlaceOf(line)));
        else _untold++;
    }

    public string PlaceOf(int line) => FormattableString.Invariant($"{file}:{line}");

    /// <exception cref="ModkitException">There are mistakes.</exception>
    public void ThrowIfAny()
    {
        if (_untold > 0) _issues.Add(InputIssues.MoreMistakes(file, _untold));
        if (_issues.Count > 0) throw new ModkitException(_issues);
    }
}
