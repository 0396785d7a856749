using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>What can be wrong with recordings to evaluate on, one method per code.</summary>
internal static class EvaluationIssues
{
    public static Issue NoAlignment(string recording) => Issue.Warning("EVA01", recording,
        "The recording has no phone times and is left out.", "Put its alignment beside it or into a folder 'align' beside or above: the same name with .tsv, .TextGrid or .txt.");

    public static Issue NoAlignments(string folder) => Issue.Error("EVA02", folder,
        "None of the recordings here has phone times.", "Align them, for example with the Montreal Forced Aligner; docs/commands.md says where the files belong.");

    public static Issue BadRow(string place, string reason) => Issue.Error("EVA03", place,
        reason, "A row is: start and end in seconds with a decimal point, then the phone, separated by tabs.");

    public static Issue OutOfOrder(string place, double startSeconds, double lastEndSeconds) => Issue.Error("EVA04", place,
        string.Create(CultureInfo.InvariantCulture, $"The phone starts at {startSeconds:0.###} s, before the one above ends at {lastEndSeconds:0.###} s."),
        "Sort the rows by time and leave one phone at a time.");

    public static Issue UnknownPhone(string place, string label) => Issue.Error("EVA05", place,
        $"'{label}' is no phone of ARPABET.",
        NearestName.Find(label, PhoneTable.All) is { } near && label.Length > 1 ? $"Did you mean '{near}'?" : "Phones are those of CMUdict (AA B CH ...), SIL for a pause, BH for the Spanish approximant.");

    public static Issue Longer(string file, double endSeconds, double durationSeconds) => Issue.Error("EVA06", file,
        string.Create(CultureInfo.InvariantCulture, $"The phones go on to {endSeconds:0.##} s, but the recording ends at {durationSeconds:0.##} s."),
        "Check that the alignment is this recording's.");

    public static Issue NotReadable(string file, string reason) => Issue.Error("EVA07", file,
        reason, "Give rows of start, end and phone, or a Praat TextGrid with an interval tier called 'phones'.");

    public static Issue NoAnimation(string recording, string folder, int found) => Issue.Error("EVA08", recording,
        found == 0 ? $"'{folder}' has no animation of this recording's name." : $"'{folder}' has {found} animations of this recording's name.",
        "Give every recording one animation file of a format that 'a2f plugins' says can be read back.");

    public static Issue NoMouth(string file) => Issue.Error("EVA09", file,
        "The animation has no frames, or none of its channels is one of ARKit's that moves the mouth.", "Write it with ARKit channels, such as --to livelink-csv.");

    public static Issue DoubtfulCurves(string file, string what) => Issue.Warning("EVA10", file,
        $"The animation {what}.", "Its figures say less than they should: mend what wrote it.");

    public static Issue NotComparable(string reason) => Issue.Error("EVA11", "",
        $"The two animations cannot be compared: {reason}.", "Give two animations of the same line; './a2f inspect' lists the channels and the length of each.");
}
