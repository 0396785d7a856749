namespace Audio2Face.Modkit.Pipeline;

/// <summary>A part of a mod that its user may choose.</summary>
public sealed class PackPart
{
    private readonly GlobPattern? _pattern;
    private readonly string? _root;

    /// <summary>Names the part.</summary>
    /// <param name="name">What the user reads.</param>
    /// <param name="pattern">
    /// A pattern over paths with '/' (<c>*</c>, <c>?</c>, <c>**</c>), case aside: the files it takes keep their path. Or a folder with '/' at
    /// its end: a mod's folder of its own, such as one language, whose files are installed as if it were the root.
    /// </param>
    public PackPart(string name, string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Name = name;
        if (pattern.EndsWith('/') && !GlobPattern.IsPattern(pattern)) _root = pattern.TrimStart('/');
        else _pattern = new GlobPattern(pattern);
    }

    /// <summary>What the user reads.</summary>
    public string Name { get; }

    /// <summary>Where a file of the folder is installed when it belongs to the part; else null.</summary>
    /// <param name="name">Its path below the folder, with '/'.</param>
    public string? InstallPathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_root is null) return _pattern!.Matches(name) ? name : null;
        return name.StartsWith(_root, StringComparison.OrdinalIgnoreCase) ? name[_root.Length..] : null;
    }
}
