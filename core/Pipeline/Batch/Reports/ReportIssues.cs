using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can be wrong with a report or what it is made of, one method per code.</summary>
internal static class ReportIssues
{
    private const int MostTold = 10;

    public static Issue UnknownKind(string file) => Issue.Error("BAT13", file,
        "Reports are written as .html, .csv or .json.", "Give --report a name that ends in one of these.");

    public static Issue NoLedger(string folder) => Issue.Error("BAT14", folder,
        "There is no ledger of a batch here.", "Give the folder that 'a2f batch' wrote to with -o.");

    public static Issue MissingShards(int count, IReadOnlyList<string> missing) => Issue.Warning("BAT15", "",
        FormattableString.Invariant($"Of {count} shards {missing.Count} never began: {string.Join(", ", missing.Take(MostTold))}{(missing.Count > MostTold ? ", ..." : "")}."),
        FormattableString.Invariant($"Run them, such as with --shard {missing[0]}/{count}, and merge again; if the batch was divided otherwise since, nothing needs to be done."));
}
