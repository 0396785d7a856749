namespace Audio2Face.Modkit.Retargeting;

/// <summary>How a face track becomes a rig track for one character, and which plugin writes it. Data only; immutable.</summary>
public sealed record Profile
{
    /// <summary>The newest schema number this program reads.</summary>
    public const int Schema = 1;

    /// <summary>Identity for life: lower-case words joined by '.' or '-', such as <c>author.game.character</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The profile's own version; a new major number means that the output means something else.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>Name for people, at most 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>One line, at most 160 characters; may be empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Who made it.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>SPDX licence expression.</summary>
    public required string License { get; init; }

    /// <summary>The game it is for, or null when it is for no particular one.</summary>
    public ProfileGame? Game { get; init; }

    /// <summary>Plugin and format that write the result.</summary>
    public required ProfileTarget Target { get; init; }

    /// <summary>Where the game looks for its files, or null when the files lie where the user says.</summary>
    public ProfileOutput? Output { get; init; }

    /// <summary>The rig's channels, at least one, names unique.</summary>
    public required IReadOnlyList<ProfileChannel> Channels { get; init; }

    /// <summary>Rules between channels, applied in order after all channels are mixed.</summary>
    public IReadOnlyList<CombineRule> CombineRules { get; init; } = [];

    /// <summary>Rate of the result.</summary>
    public ProfileTiming Timing { get; init; } = new();

    /// <summary>What the face model is asked for.</summary>
    public ProfileModel Model { get; init; } = new();

    /// <summary>ARKit channels that the rig cannot show and that are therefore not reported as lost.</summary>
    public IReadOnlyList<string> UnsupportedFaceChannels { get; init; } = [];

    /// <summary>SHA-256 of the profile's text with LF line ends, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
