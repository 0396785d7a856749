namespace Audio2Face.Modkit.Abstractions;

/// <summary>What a file format can hold: known before anything is written.</summary>
public sealed record FormatDescription
{
    /// <summary>Identity for life: lower-case words joined by '-', such as <c>livelink-csv</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>One line: which games or tools load the file.</summary>
    public required string Summary { get; init; }

    /// <summary>The main file's extension with its dot, such as <c>.csv</c>; may have two parts, such as <c>.a2f.json</c>.</summary>
    public required string Extension { get; init; }

    /// <summary>
    /// The channels the format has, in file order, or null when it holds whatever channels the rig track brings. With a fixed
    /// list the host hands over exactly these columns: by name, missing ones at rest.
    /// </summary>
    public IReadOnlyList<RigChannel>? FixedChannels { get; init; }

    /// <summary>Frame rates the format can hold, in frames per second, the preferred first; empty when any will do.</summary>
    public IReadOnlyList<double> FrameRatesFps { get; init; } = [];

    /// <summary>The rate used when neither the user nor the profile names one, in frames per second.</summary>
    public double DefaultFrameRateFps { get; init; } = 30;

    /// <summary>Set when the format shows one shape at a time: its tracks then carry <see cref="RigTrack.ShapeKeys"/>, and the channels are the shapes.</summary>
    public DiscreteShapes? Shapes { get; init; }

    /// <summary>
    /// Set when the format stores keys rather than every frame: how far a straight line between keys may run beside the curve, as a
    /// share of the channel's range, above 0. Tracks then carry <see cref="RigTrack.KeyFrames"/>.
    /// </summary>
    public double? KeyTolerance { get; init; }

    /// <summary>
    /// Sample rates in Hz that the voice may have, the preferred first, when a file of this format carries the voice itself;
    /// empty when it does not. See <see cref="LineInfo.VoiceWave"/>.
    /// </summary>
    public IReadOnlyList<int> VoiceSampleRatesHz { get; init; } = [];

    /// <summary>
    /// Extensions, with their dot, of character files that the format can animate when the user gives one (<c>--mesh</c>);
    /// empty when it takes none. See <see cref="LineInfo.Mesh"/>.
    /// </summary>
    public IReadOnlyList<string> MeshExtensions { get; init; } = [];

    /// <summary>What of <see cref="LineInfo.Face"/> the format holds beside the rig's curves. An option can ask for more: <see cref="FormatOption.MeshValue"/>.</summary>
    public FaceDetail FaceDetail { get; init; }

    /// <summary>The format's settings; see <see cref="LineInfo.Options"/>.</summary>
    public IReadOnlyList<FormatOption> Options { get; init; } = [];
}
