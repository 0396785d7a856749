using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>What tells the <c>.lip</c> files of one game from those of the others: flags and targets. All end in the same 17 modifiers.</summary>
internal sealed class LipLayout
{
    /// <summary>Bits of the flags field; of the two lowest only <see cref="CodedFlag"/> may vary.</summary>
    public const uint CodedFlag = 1, BigEndianFlag = 2, GesturesFlag = 4, TargetCountFlag = 8;

    private const float LowestHeadAngle = -1;

    private static readonly RigChannel[] _modifiers =
    [
        new("BlinkLeft"), new("BlinkRight"), new("BrowDownLeft"), new("BrowDownRight"), new("BrowInLeft"), new("BrowInRight"),
        new("BrowUpLeft"), new("BrowUpRight"), new("LookDown"), new("LookLeft"), new("LookRight"), new("LookUp"),
        new("SquintLeft"), new("SquintRight"),
        new("HeadPitch", LowestHeadAngle), new("HeadRoll", LowestHeadAngle), new("HeadYaw", LowestHeadAngle),
    ];

    private static readonly string[] _visemes =
        ["Aah", "BigAah", "BMP", "ChJSh", "DST", "Eee", "Eh", "FV", "I", "K", "N", "Oh", "OohQ", "R", "Th", "W"];

    private static readonly string[] _phonemes =
    [
        "IY", "IH", "EH", "EY", "AE", "AA", "AW", "AY", "AH", "AO", "OY", "OW", "UH", "UW", "ER", "AX", "S", "SH", "Z", "ZH", "F", "TH",
        "V", "DH", "M", "N", "NG", "L", "R", "W", "Y", "HH", "B", "D", "JH", "G", "P", "T", "K", "CH", "SIL", "SHORTSIL", "FLAP",
    ];

    public static readonly LipLayout Fallout3 = new("fallout3", "Fallout 3, New Vegas", CodedFlag, _visemes);
    public static readonly LipLayout Skyrim = new("skyrim", "Skyrim", CodedFlag | GesturesFlag | TargetCountFlag, _visemes);
    public static readonly LipLayout Fallout4 = new("fallout4", "Fallout 4", CodedFlag | GesturesFlag | TargetCountFlag, _phonemes);

    private LipLayout(string idPrefix, string games, uint flags, string[] targets)
    {
        IdPrefix = idPrefix;
        Games = games;
        Flags = flags;
        TargetCount = targets.Length;
        Channels = [.. targets.Select(name => new RigChannel(name)), .. _modifiers];
    }

    /// <summary>Beginning of the format ids.</summary>
    public string IdPrefix { get; }

    /// <summary>The games, for people.</summary>
    public string Games { get; }

    /// <summary>The flags field of a written file.</summary>
    public uint Flags { get; }

    /// <summary>Number of targets: 16 visemes or 43 phonemes.</summary>
    public int TargetCount { get; }

    /// <summary>The columns of a row: targets, then modifiers.</summary>
    public IReadOnlyList<RigChannel> Channels { get; }

    /// <summary>Bytes in front of the rows once expanded: row count, first frame and, for the later games, target count.</summary>
    public int BodyHeadBytes => (Flags & TargetCountFlag) != 0 ? 12 : 8;

    /// <summary>Bytes of one row.</summary>
    public int RowBytes => Channels.Count * sizeof(float);

    /// <summary>The layout with these flags and, where they call for it, this target count; null when no game has it.</summary>
    public static LipLayout? Find(uint flags, uint targetCount) => (flags | CodedFlag, targetCount) switch
    {
        (CodedFlag, _) => Fallout3,
        (CodedFlag | GesturesFlag | TargetCountFlag, 16) => Skyrim,
        (CodedFlag | GesturesFlag | TargetCountFlag, 43) => Fallout4,
        _ => null,
    };
}
