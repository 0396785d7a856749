using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can go wrong with a batch as a whole, one method per code.</summary>
public static class BatchIssues
{
    internal static Issue Busy(string folder) => Issue.Error("BAT01", folder,
        "Another run of a2f batch is writing to this folder.",
        "Wait until it has ended, or choose another folder with -o; shards of one batch may run side by side when each has its own --shard.");

    internal static Issue DamagedLedger(string file, int line) => Issue.Warning("BAT02", FormattableString.Invariant($"{file}:{line}"),
        "The row cannot be read and is ignored; its line counts as never made.",
        "Nothing needs to be done: the line is made again.");

    /// <summary>BAT03: an output is not as the batch left it.</summary>
    /// <param name="file">The line.</param>
    public static Issue ChangedByHand(string file) => Issue.Warning("BAT03", file,
        "The file was changed since the batch wrote it, and is kept as it is.",
        "To make it anew give --overwrite (the changed file is kept as .bak); to keep corrections through every run use 'a2f edit'.");

    internal static Issue Stale(string file) => Issue.Warning("BAT04", file,
        "The files of an earlier run do not belong to this recording any more; they lie in .a2f/stale now.",
        "Mend the recording and run the batch again.");

    internal static Issue TooManyErrors(int errors) => Issue.Error("BAT05", "",
        FormattableString.Invariant($"{errors} lines failed, as many as --max-errors allows; the rest was not tried."),
        "Mend what the messages say and run the same command again: what is done stays done.");
}
