namespace Audio2Face.Modkit.Abstractions;

/// <summary>Something a user can mend: what is wrong, where, and how to fix it.</summary>
/// <param name="Severity">Whether the work can go on.</param>
/// <param name="Code">Unique and lasting: a room's three letters and two digits, such as <c>MED01</c>; listed in docs/errors.md.</param>
/// <param name="Place">Where: a file name, with line, offset or key when known. Never a full path of the machine unless the user gave it.</param>
/// <param name="Text">What is wrong, one sentence.</param>
/// <param name="Hint">How to fix it, one sentence.</param>
public sealed record Issue(IssueSeverity Severity, string Code, string Place, string Text, string Hint)
{
    /// <summary>An issue of severity <see cref="IssueSeverity.Error"/>.</summary>
    public static Issue Error(string code, string place, string text, string hint) => new(IssueSeverity.Error, code, place, text, hint);

    /// <summary>An issue of severity <see cref="IssueSeverity.Warning"/>.</summary>
    public static Issue Warning(string code, string place, string text, string hint) => new(IssueSeverity.Warning, code, place, text, hint);

    /// <summary>One line: <c>error MED01: clip.wav: what is wrong; how to fix it</c>.</summary>
    public override string ToString() =>
        $"{(Severity == IssueSeverity.Error ? "error" : "warning")} {Code}: {(Place.Length == 0 ? "" : Place + ": ")}{Text} {Hint}".TrimEnd();
}
