using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// The table of a profile's keys: their order in the canonical form, what stands there, and what an editor shows. A new key is
/// one line here, besides the binder that reads it.
/// </summary>
internal static class ProfileShape
{
    public const int LongestName = 60, LongestSummary = 160, LongestAuthor = 80, MostAuthors = 16, LongestUrl = 200;
    public const int MostVersions = 64, LongestChange = 400, LongestChannel = 128, LongestUnits = 40, LongestOption = 200;

    private const string IdPattern = "^[a-z0-9]+([.-][a-z0-9]+)*$", HashPattern = "^[0-9a-f]{64}$", UrlPattern = "^https://";
    private const double LargestNumber = 1e6;

    private static readonly TextShape _id = new() { Longest = 80, Pattern = IdPattern };
    private static readonly TextShape _version = new() { Longest = 64, Pattern = @"^[0-9]+\.[0-9]+\.[0-9]+" };
    private static readonly TextShape _hash = new() { Longest = 64, Pattern = HashPattern };
    private static readonly TextShape _url = new() { Longest = LongestUrl, Pattern = UrlPattern };
    private static readonly TextShape _line = new() { Longest = LongestName };
    private static readonly TextShape _channelName = new() { Longest = LongestChannel };
    private static readonly NumberShape _number = new(-LargestNumber, LargestNumber);
    private static readonly ListShape _channelNames = new(_channelName, 0, Limits.ProfileChannels);
    private static readonly ListShape _pair = new(_number, 2, 2);

    private static readonly MapShape _term = new(
        new ShapeField("of", new TextShape { Known = FaceSources.All, IsClosed = true }, "ARKit channel, mouth class or mouth feature", IsRequired: true),
        new ShapeField("weight", _number, "Factor", Default: "1"),
        new ShapeField("when", new NamedShape(_pair, FaceSources.All), "Ramps over other sources: {other: [from, to]} goes from 0 at 'from' to 1 at 'to'"));

    private static readonly MapShape _channel = new(
        new ShapeField("name", _channelName, "Name the game or file uses", IsRequired: true),
        new ShapeField("sources", new ChoiceShape(new NamedShape(_number, FaceSources.All), new ListShape(_term, 0, Limits.ProfileTermsPerChannel)),
            "What drives the channel: {name: weight}, or a list of terms {of, weight, when}"),
        new ShapeField("mix", new TextShape { Known = ["sum", "max", "min"], IsClosed = true }, "How the sources join", Default: "sum"),
        new ShapeField("curve", new ListShape(_pair, 2, Limits.ProfileTermsPerChannel), "Response to the joined value: points [in, out], straight between"),
        new ShapeField("gain", _number, "Factor from sources to the rig's units", Default: "1"),
        new ShapeField("offset", _number, "Value when every source is 0; default: rest"),
        new ShapeField("min", _number, "Lowest value", Default: "0"),
        new ShapeField("max", _number, "Highest value", Default: "1"),
        new ShapeField("rest", _number, "Value of the face at rest; default: offset, held to the range"));

    private static readonly MapShape _rule = new(
        new ShapeField("reduce", _channelName, "Channel that loses 'amount' times the other's deflection"),
        new ShapeField("fade", _channelName, "Channel that is multiplied by 1 - 'amount' times the other's deflection"),
        new ShapeField("by", _channelName, "The channel it gives way to"),
        new ShapeField("amount", new NumberShape(0, 4), "Strength; default 1"),
        new ShapeField("limit", _channelNames, "Group that is scaled down so that its sum stays at most 'to'"),
        new ShapeField("to", new NumberShape(0, 64), "Highest sum of the group; default 1"),
        new ShapeField("lead", _channelNames, "Group of which the largest stays and the others are multiplied"),
        new ShapeField("others", new NumberShape(0, 1), "Factor for the others; default 0.5"),
        new ShapeField("match", new TextShape { Known = FaceSources.All }, "Feature that a group is scaled to, such as mouth.gap"),
        new ShapeField("with", new NamedShape(_number, []), "The group: {channel: what it gives of the feature at 1}"),
        new ShapeField("most", new NumberShape(0, 4), "Largest factor; default 1.2"));

    private static readonly MapShape _timing = new(
        new ShapeField("rate_fps", new NumberShape(1, 240), "Frames per second; default: the format's"),
        new ShapeField("lead_ms", new NumberShape(-500, 500), "How much earlier the mouth moves than the voice"),
        new ShapeField("hold_ms", new NumberShape(0, 500), "Shortest time for which lips that close stay closed"),
        new ShapeField("settle_ms", new NumberShape(0, 5_000), "Length of the end in which everything eases to rest"),
        new ShapeField("smooth_ms", new NumberShape(0, 200), "Reach of the smoothing of the mouth; closures stay"),
        new ShapeField("key_tolerance", new NumberShape(1e-6, 0.5), "For formats that store keys: largest error as a share of the range; default: the format's"),
        new ShapeField("shape_hold_ms", new NumberShape(0, 1_000), "For formats that show one shape at a time: shortest time of a shape; default: the format's"));

    private static readonly MapShape _output = new(
        new ShapeField("path", new TextShape { Longest = LongestOption }, "Folder and file name below the output folder, without extension; {name} is the recording's"),
        new ShapeField("case", new TextShape { Known = ["keep", "lower"] }, "Letter case of the path"),
        new ShapeField("longest_name", new NumberShape(1, 255, IsWhole: true), "Most characters of the file name"),
        new ShapeField("variables", new NamedShape(new TextShape { Longest = LongestOption }, []), "The path's own variables with their defaults"));

    /// <summary>The whole profile.</summary>
    public static MapShape Root { get; } = new(
        new ShapeField("schema", new NumberShape(1, Profile.Schema, IsWhole: true), "Number of the profile schema", IsRequired: true),
        new ShapeField("id", _id, "Identity for life: author.game.character", IsRequired: true),
        new ShapeField("version", _version, "Version of the profile, such as 1.0.0; a new major number when the output means something else", IsRequired: true),
        new ShapeField("name", _line, "Name for people", IsRequired: true),
        new ShapeField("summary", new TextShape { Longest = LongestSummary }, "One line: what it is for"),
        new ShapeField("authors", new ListShape(new TextShape { Longest = LongestAuthor }, 1, MostAuthors), "Who made it", IsRequired: true),
        new ShapeField("license", new TextShape { Longest = 100, Known = ["CC0-1.0", "CC-BY-4.0", "MIT"] }, "SPDX licence", IsRequired: true),
        new ShapeField("homepage", _url, "Where it is at home"),
        new ShapeField("source", _url, "Where it is worked on"),
        new ShapeField("game", new MapShape(
            new ShapeField("id", _id, "Short lower-case name", IsRequired: true),
            new ShapeField("edition", _line, "Which edition"),
            new ShapeField("versions", _line, "Which versions, in words")), "The game it is for"),
        new ShapeField("target", new MapShape(
            new ShapeField("plugin", _id, "Id of the plugin that writes the file", IsRequired: true),
            new ShapeField("api_level", new NumberShape(1, 1_000, IsWhole: true), "Number of the plugin contract"),
            new ShapeField("format", _id, "Id of the format", IsRequired: true),
            new ShapeField("options", new NamedShape(new TextShape { Longest = LongestOption }, []), "Settings of the format")), "What writes the result", IsRequired: true),
        new ShapeField("output", _output, "Where the game looks for the file"),
        new ShapeField("rig", new MapShape(
            new ShapeField("name", _line, "Mesh or skeleton", IsRequired: true),
            new ShapeField("units", new TextShape { Longest = LongestUnits }, "What the channels' numbers are, such as per cent"),
            new ShapeField("sha256", _hash, "SHA-256 of the source mesh's file"),
            new ShapeField("channels", _channelNames, "Every channel the rig has; the profile may drive no others")), "The rig it was made on"),
        new ShapeField("channels", new ChoiceShape(
            new TextShape { Known = ["arkit", "arkit-tongue"], IsClosed = true }, new ListShape(_channel, 1, Limits.ProfileChannels)), "The rig's channels", IsRequired: true),
        new ShapeField("combine", new ListShape(_rule, 0, Limits.ProfileCombineRules), "Rules between channels, in order"),
        new ShapeField("timing", _timing, "How the result lies in time"),
        new ShapeField("model", new MapShape(
            new ShapeField("identity", _line, "Whose face, of a model that has several"),
            new ShapeField("face", new NamedShape(_number, [.. FaceParameter.All.Select(parameter => parameter.Name)]), "Face parameter to value, for NVIDIA's models"),
            new ShapeField("solver", new TextShape { Known = ModelBinder.Solvers, IsClosed = true }, "How NVIDIA's models turn their mesh into weights"),
            new ShapeField("emotions", new NamedShape(new NumberShape(0, 1), EmotionChannels.All), "Emotion to strength")), "What the face model is asked for"),
        new ShapeField("unsupported", new ListShape(new TextShape { Known = FaceGroups.WordsAndChannels, IsClosed = true }, 0, ArkitChannels.All.Count),
            "ARKit channels the rig cannot show"),
        new ShapeField("expect", new MapShape(
            new ShapeField("channels", new NumberShape(1, Limits.ProfileChannels, IsWhole: true), "Number of channels"),
            new ShapeField("golden", _hash, "Hash of the golden frame test; 'a2f profile show' prints it")), "What 'a2f profile check' holds the profile to"),
        new ShapeField("based_on", new MapShape(
            new ShapeField("id", _id, "Id of the profile this one was made from", IsRequired: true),
            new ShapeField("version", _version, "Its version", IsRequired: true),
            new ShapeField("sha256", _hash, "Its hash", IsRequired: true)), "Lineage"),
        new ShapeField("changelog", new ListShape(new MapShape(
            new ShapeField("version", _version, "Version", IsRequired: true),
            new ShapeField("text", new TextShape { Longest = LongestChange }, "What changed", IsRequired: true)), 0, MostVersions), "What changed in which version"),
        new ShapeField("extensions", new NamedShape(new AnyShape(), []), "Anything, under keys that start with x-"));
}
