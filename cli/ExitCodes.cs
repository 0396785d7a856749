using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli;

/// <summary>What the program's exit code says; docs/commands.md and <c>a2f --help</c> list them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int SomeLinesFailed = 1;
    public const int WrongUse = 2;
    public const int Profile = 3;
    public const int InputMedia = 4;
    public const int Output = 5;
    public const int Model = 6;
    public const int Plugin = 7;
    public const int MissingDependency = 8;
    public const int Different = 9;
    public const int SetUpFailed = 10;
    public const int Busy = 11;
    public const int ProgramFault = 70;
    public const int Cancelled = 130;

    /// <summary>Codes whose cause is not what their room suggests.</summary>
    private static readonly (string Codes, int ExitCode)[] _exceptions =
    [
        // The recording is fine, the machine lacks something: FFmpeg (missing, too old) or ONNX Runtime's library.
        ("MED11 MED12 MOD11", MissingDependency),
        // A frame rate the user asked for and nothing can hold.
        ("OUT13 OUT14", WrongUse),
        // A shard, a report or a batch there is not.
        ("BAT10 BAT11 BAT12 BAT13 BAT14", WrongUse),
        // A rule that is none, or nothing to animate named.
        ("INP14 INP16", WrongUse),
        // Another run has the folder.
        ("BAT01", Busy),
        ("BAT05", SomeLinesFailed),
    ];

    /// <summary>Every code with its meaning, in order.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Success, "everything asked for was done"),
        (SomeLinesFailed, "some lines failed, the others were written"),
        (WrongUse, "wrong use: unknown command, option, name or value"),
        (Profile, "the profile cannot be used"),
        (InputMedia, "an input cannot be read"),
        (Output, "an output cannot be written"),
        (Model, "the model or device cannot be used"),
        (Plugin, "a plugin or format cannot be used"),
        (MissingDependency, "something the program needs is missing; see a2f doctor"),
        (Different, "compared files differ by more than --max-rmse"),
        (SetUpFailed, "the launcher could not set up or build the program"),
        (Busy, "another run is writing to the same folder"),
        (ProgramFault, "a fault of the program itself"),
        (Cancelled, "cancelled (Ctrl+C); nothing half-written"),
    ];

    /// <summary>The exit code when every line failed: their common one, or else the one for failed lines.</summary>
    public static int OfAll(IReadOnlyList<IReadOnlyList<Issue>> failures)
    {
        int first = Of(failures[0]);
        return failures.All(issues => Of(issues) == first) ? first : SomeLinesFailed;
    }

    /// <summary>The exit code for a failure, judged by the first error's code.</summary>
    public static int Of(IReadOnlyList<Issue> issues)
    {
        Issue first = issues.FirstOrDefault(issue => issue.Severity == IssueSeverity.Error) ?? issues[0];
        foreach ((string codes, int exitCode) in _exceptions)
        {
            if (codes.Contains(first.Code, StringComparison.Ordinal)) return exitCode;
        }
        return first.Code[..Math.Min(3, first.Code.Length)] switch
        {
            "USE" => WrongUse,
            "PRO" or "PAK" or "MAP" => Profile,
            "MED" or "MSH" or "EVA" or "EMO" or "INP" => InputMedia,
            "OUT" or "BAT" or "EDT" or "PCK" => Output,
            "MOD" => Model,
            "SET" => SetUpFailed,
            // Formats bring codes of their own.
            _ => Plugin,
        };
    }
}
