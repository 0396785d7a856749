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

    /// <summary>Where it is at home: an https address, or empty. The program never opens it.</summary>
    public string Homepage { get; init; } = "";

    /// <summary>Where it is worked on, as <see cref="Homepage"/>.</summary>
    public string Source { get; init; } = "";

    /// <summary>The rig it was made on, or null.</summary>
    public ProfileRig? Rig { get; init; }

    /// <summary>What its author promises, or null.</summary>
    public ProfileExpectation? Expect { get; init; }

    /// <summary>The profile it was made from, or null.</summary>
    public ProfileOrigin? BasedOn { get; init; }

    /// <summary>What changed in which version.</summary>
    public IReadOnlyList<ProfileChange> Changelog { get; init; } = [];

    /// <summary>The whole profile, local overrides included, in its canonical form.</summary>
    public required string CanonicalText { get; init; }

    /// <summary>SHA-256 of <see cref="CanonicalText"/> as UTF-8, in lower-case hexadecimal: what was really used.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The user's overrides that are part of this profile, or null.</summary>
    public ProfileLocal? Local { get; init; }

    /// <summary>SHA-256 of the shared profile's canonical form, without the user's overrides: what lineage and packages speak of.</summary>
    public string SharedSha256 => Local?.SharedSha256 ?? Sha256;

    /// <summary>The hash as people see it: its first 12 digits.</summary>
    public string ShortSha256 => Sha256[..ShortHashLength];

    /// <summary>Digits of a hash that are shown to people.</summary>
    public const int ShortHashLength = 12;
}
