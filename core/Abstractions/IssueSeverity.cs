namespace Audio2Face.Modkit.Abstractions;

/// <summary>How bad an <see cref="Issue"/> is.</summary>
public enum IssueSeverity
{
    /// <summary>The work goes on; the user should know.</summary>
    Warning,

    /// <summary>The thing named cannot be used as it is.</summary>
    Error,
}
