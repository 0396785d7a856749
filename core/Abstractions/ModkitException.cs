namespace Audio2Face.Modkit.Abstractions;

/// <summary>Work that cannot go on for a reason the user can mend. Carries every issue found, at least one of them an error.</summary>
public sealed class ModkitException : Exception
{
    /// <summary>Work that cannot go on because of one issue.</summary>
    public ModkitException(Issue issue, Exception? cause = null)
        : this([issue], cause)
    {
    }

    /// <summary>Work that cannot go on because of several issues.</summary>
    public ModkitException(IReadOnlyList<Issue> issues, Exception? cause = null)
        : base(string.Join(Environment.NewLine, issues), cause)
    {
        Issues = issues;
    }

    /// <summary>Everything found wrong, in the order found.</summary>
    public IReadOnlyList<Issue> Issues { get; }
}
