using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>The phonemes the engine knows: a code (the character of the phonetic alphabet) and a name.</summary>
internal static class Phonemes
{
    /// <summary>Name of the silent phoneme; here also the shape at rest.</summary>
    public const string Silence = "<sil>";

    /// <summary>Codes and names in the engine's order, silence last.</summary>
    public static readonly (int Code, string Name)[] All =
    [
        (98, "b"), (109, "m"), (112, "p"), (119, "w"), (102, "f"), (118, "v"), (633, "r"), (114, "r2"), (635, "r3"), (602, "er"), (605, "er2"),
        (240, "dh"), (952, "th"), (643, "sh"), (676, "jh"), (679, "ch"), (115, "s"), (122, "z"), (100, "d"), (638, "d2"), (108, "l"), (619, "l2"),
        (110, "n"), (116, "t"), (111, "ow"), (117, "uw"), (101, "ey"), (230, "ae"), (593, "aa"), (97, "aa2"), (105, "iy"), (106, "y"), (652, "ah"),
        (596, "ao"), (601, "ax"), (604, "ax2"), (603, "eh"), (618, "ih"), (616, "ih2"), (650, "uh"), (103, "g"), (609, "g2"), (104, "hh"),
        (614, "hh2"), (107, "k"), (331, "nx"), (658, "zh"), (95, Silence),
    ];

    public static readonly RigChannel[] Channels = [.. All.Select(phoneme => new RigChannel(phoneme.Name))];

    public static readonly string[] Names = [.. All.Select(phoneme => phoneme.Name)];

    /// <summary>Column of silence.</summary>
    public static int Rest => All.Length - 1;

    /// <summary>The column of a code, or -1. Only the code counts; the name in a file is for people.</summary>
    public static int IndexOf(int code) => Array.FindIndex(All, phoneme => phoneme.Code == code);
}
