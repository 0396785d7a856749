using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can be wrong with the choice of a shard, one method per code.</summary>
internal static class ShardIssues
{
    public static Issue NoShard(string text) => Issue.Error("BAT10", "--shard",
        FormattableString.Invariant($"'{text}' is no shard: K/N with K from 0 to N-1 and N from 1 to {ShardChoice.MostShards}, auto, or auto/N."),
        "For four shards give 0/4, 1/4, 2/4 and 3/4, one to each run.");

    public static Issue NoJobArray(string reason, string hint) => Issue.Error("BAT11", "--shard auto", reason, hint);

    public static Issue Contradiction(string reason) => Issue.Error("BAT12", "--shard auto",
        reason, "Start the whole array, numbered evenly such as --array=0-3, or give the shard by hand: --shard K/N.");
}
