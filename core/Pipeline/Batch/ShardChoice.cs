using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// Which part of a batch's lines a run makes when several machines share the work. A line belongs to a shard by its name alone, so that shards agree
/// without talking to each other, and a line stays where it is when others come or go.
/// </summary>
/// <param name="Index">Which shard, 0 to <paramref name="Count"/> - 1.</param>
/// <param name="Count">How many there are, 1 to <see cref="MostShards"/>.</param>
public sealed record ShardChoice(int Index, int Count)
{
    /// <summary>More shards than any batch has work for.</summary>
    public const int MostShards = 100_000;

    private const string Auto = "auto";

    private const string SlurmIndex = "SLURM_ARRAY_TASK_ID", SlurmLowest = "SLURM_ARRAY_TASK_MIN", SlurmHighest = "SLURM_ARRAY_TASK_MAX",
        SlurmStep = "SLURM_ARRAY_TASK_STEP", SlurmCount = "SLURM_ARRAY_TASK_COUNT", KubernetesIndex = "JOB_COMPLETION_INDEX";

    /// <summary>The shard's name in files, such as <c>0-of-4</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Index}-of-{Count}");

    /// <summary>Reads <c>K/N</c> (K from 0), <c>auto</c> or <c>auto/N</c>.</summary>
    /// <param name="text">What the user gave.</param>
    /// <param name="environment">
    /// The environment's variables. A task of a Slurm job array tells SLURM_ARRAY_TASK_ID, _MIN, _MAX, _COUNT and _STEP, a pod of an indexed
    /// Kubernetes Job JOB_COMPLETION_INDEX only, so that the count is given there: <c>auto/N</c>.
    /// </param>
    /// <exception cref="ModkitException">BAT10: this is no shard; BAT11: there is no job array; BAT12: its variables do not fit together.</exception>
    public static ShardChoice Parse(string text, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        if (text == Auto) return Find(count: null, environment);
        if (text.Split('/') is not [string index, string count] || Number(count) is not (> 0 and <= MostShards and int shards)) throw new ModkitException(ShardIssues.NoShard(text));
        if (index == Auto) return Find(shards, environment);
        return Number(index) is { } chosen && chosen < shards ? new ShardChoice(chosen, shards) : throw new ModkitException(ShardIssues.NoShard(text));
    }

    /// <summary>
    /// Whether a line is this shard's: the first eight bytes of the SHA-256 of its name in UTF-8, as a number with the highest byte first, leave
    /// <see cref="Index"/> when divided by <see cref="Count"/>. 'hello.lip' belongs to shard 3 of 4 and 19 of 100. Pure; the same for ever.
    /// </summary>
    /// <param name="line">The line's name, <see cref="LedgerEntry.Line"/>.</param>
    public bool Contains(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(line), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)Count == (ulong)Index;
    }

    /// <summary>The shard of a <see cref="Name"/>, or null for any other text.</summary>
    public static ShardChoice? FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split("-of-") is [string index, string count] && Number(index) is { } chosen && Number(count) is { } shards && chosen < shards && shards <= MostShards
            ? new ShardChoice(chosen, shards) : null;
    }

    private static ShardChoice Find(int? count, IReadOnlyDictionary<string, string> environment)
    {
        bool isSlurm = environment.ContainsKey(SlurmIndex), isKubernetes = environment.ContainsKey(KubernetesIndex);
        if (isSlurm && isKubernetes) throw new ModkitException(ShardIssues.Contradiction($"Both {SlurmIndex} and {KubernetesIndex} are set."));
        if (isSlurm) return FindSlurm(count, environment);
        if (isKubernetes) return FindKubernetes(count, environment);
        throw new ModkitException(ShardIssues.NoJobArray($"This is no task of a job array: neither {SlurmIndex} nor {KubernetesIndex} is set.",
            "Start it with 'sbatch --array=0-3' or as an indexed Kubernetes Job; with any other engine give --shard K/N, K from 0."));
    }

    private static ShardChoice FindSlurm(int? count, IReadOnlyDictionary<string, string> environment)
    {
        int id = Value(SlurmIndex, environment), lowest = Value(SlurmLowest, environment), tasks = Value(SlurmCount, environment);
        int step = environment.ContainsKey(SlurmStep) ? Value(SlurmStep, environment) : 1;
        if (count is { } wanted && wanted != tasks)
            throw new ModkitException(ShardIssues.Contradiction(FormattableString.Invariant($"The array has {tasks} tasks, but --shard says {wanted}.")));
        // 1,3,7 and other lists have no shard of their own to each number; neither has a part of an array that is started again.
        bool isEven = tasks is > 0 and <= MostShards && step > 0 && id >= lowest && (id - lowest) % step == 0 && (id - lowest) / step < tasks
            && (!environment.ContainsKey(SlurmHighest) || Value(SlurmHighest, environment) == lowest + ((long)(tasks - 1) * step));
        return isEven ? new ShardChoice((id - lowest) / step, tasks)
            : throw new ModkitException(ShardIssues.Contradiction(FormattableString.Invariant($"Task {id} is none of {tasks} tasks numbered from {lowest} in steps of {step}.")));
    }

    private static ShardChoice FindKubernetes(int? count, IReadOnlyDictionary<string, string> environment)
    {
        int index = Value(KubernetesIndex, environment);
        if (count is not { } pods)
        {
            throw new ModkitException(ShardIssues.NoJobArray("Kubernetes tells a pod its index but not how many pods there are.",
                "Give --shard auto/N, where N is the Job's 'completions'."));
        }
        return index < pods ? new ShardChoice(index, pods)
            : throw new ModkitException(ShardIssues.Contradiction(FormattableString.Invariant($"{KubernetesIndex} is {index}, but --shard says there are {pods} pods.")));
    }

    private static int Value(string variable, IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue(variable, out string? text)) throw new ModkitException(ShardIssues.Contradiction($"{variable} is not set, though others of the array are."));
        return Number(text) ?? throw new ModkitException(ShardIssues.Contradiction($"{variable} is '{text}', which is no count."));
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
