namespace Audio2Face.Modkit.Retargeting;

/// <summary>Where a game looks for the files of a line, below the folder of a mod.</summary>
public sealed record ProfileOutput
{
    /// <summary>Folders and file name joined by '/', without extension; <c>{variable}</c> stands for a variable's value.</summary>
    public required string Path { get; init; }

    /// <summary>Whether the path is written in lower case.</summary>
    public bool IsLowerCase { get; init; }

    /// <summary>Most characters of the file name without extension, or null when the game does not mind.</summary>
    public int? LongestName { get; init; }

    /// <summary>
    /// The profile's own variables and their values when the user gives none. A value may hold <see cref="NameVariable"/> and
    /// <see cref="FolderVariable"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The recording's file name without extension.</summary>
    public const string NameVariable = "name";

    /// <summary>The name of the folder the recording lies in.</summary>
    public const string FolderVariable = "folder";
}
