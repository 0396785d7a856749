namespace Audio2Face.Modkit.Pipeline;

/// <summary>How a folder is packed.</summary>
public sealed record PackOptions
{
    /// <summary>What kind of mod is made.</summary>
    public required PackLayout Layout { get; init; }

    /// <summary>The mod's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who made it, or empty.</summary>
    public string Author { get; init; } = "";

    /// <summary>Its version, or empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>Its page, or empty.</summary>
    public string Website { get; init; } = "";

    /// <summary>What it is, or empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The game as Mod Organizer 2 calls it, or empty.</summary>
    public string Game { get; init; } = "";

    /// <summary>Parts to choose from (FOMOD alone); what belongs to none of them is always installed.</summary>
    public IReadOnlyList<PackPart> Parts { get; init; } = [];

    /// <summary>Whether just one of the parts is installed, as with languages; otherwise any of them.</summary>
    public bool ChoosesOne { get; init; }

    /// <summary>Whether the provenance records are packed one by one too, not only joined.</summary>
    public bool KeepsRecords { get; init; }

    /// <summary>Whether an earlier pack may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Program name and version.</summary>
    public required string Tool { get; init; }
}
