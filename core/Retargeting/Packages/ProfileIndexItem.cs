namespace Audio2Face.Modkit.Retargeting;

/// <summary>A package as an index lists it.</summary>
public sealed record ProfileIndexItem
{
    /// <summary>The profile's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its version.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>One line, or empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Id of the game, or empty.</summary>
    public string Game { get; init; } = "";

    /// <summary>Id of the format it is made for.</summary>
    public required string Target { get; init; }

    /// <summary>SPDX licence.</summary>
    public required string License { get; init; }

    /// <summary>Size of the package in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of the package.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where it is: a file name beside the index, or an address that this program never opens.</summary>
    public required string Url { get; init; }

    /// <summary>The plugin contract's number it was made with.</summary>
    public required int ApiLevel { get; init; }
}
