using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>A batch on a small stage: recordings in a folder, the embedded model, a format of our own.</summary>
internal sealed class BatchScene : IDisposable
{
    private const string ProfileText = """
        schema: 1
        id: tests.one
        version: 1.0.0
        name: One
        authors: [Tests]
        license: MIT
        target: {plugin: tests.table, api_level: 1, format: table}
        channels:
          - {name: Jaw, sources: {jawOpen: 1}}
        """;

    private readonly FaceModel _model = FaceModel.Open(null, new FaceModelOptions());
    private readonly MediaReader _media = new();

    public TemporaryFolder Folder { get; } = new();

    public string Output => Folder["mod"];

    /// <summary>How lines are made, with a switch for each thing a user may change.</summary>
    public Treatment Treatment(TableFormat? format = null, int seed = 0, bool overwrite = false)
    {
        LineOptions options = new()
        {
            Profile = ProfileReader.Read(ProfileText, "one.a2fprofile.yaml").Profile!,
            Format = format ?? new TableFormat(),
            Plugin = new PluginStatus("tests.table", "Table", "1.0.0", PluginState.Ready, "", ["table"]) { Origin = PluginOrigin.ThirdParty, License = "0BSD", Sha256 = "50ca1e" },
            FrameRateFps = 30,
            Tool = "tests",
            Seed = seed,
            Overwrite = overwrite,
            MeasuresFigures = true,
        };
        return new Treatment(new LineAnimator(_media, _model, options), options, null);
    }

    /// <summary>A recording, or any other bytes under a recording's name.</summary>
    public BatchSource Source(string name, int? seed = 1)
    {
        string path = Folder["in/" + name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (seed is { } chance) Recordings.Write(path, 0.3, chance);
        else Folder.Write("in/" + name, "this is no sound");
        return new BatchSource { Path = path, Name = name };
    }

    /// <summary>One run over sources: what became of each line that was tried, by name of its recording.</summary>
    public async Task<IReadOnlyList<BatchResult>> RunAsync(IEnumerable<BatchSource> sources, Treatment treatment, BatchRunOptions? options = null)
    {
        using BatchFolder folder = BatchFolder.Take(Output, null);
        using SourceFiles files = new(folder.TemporaryPath);
        BatchPlanner planner = new(Output, folder.TemporaryPath);
        using Ledger ledger = Ledger.Open(folder.LedgerPath);
        BatchRunner runner = new(folder, ledger, Ledger.ReadFolder(Output), files, options ?? new BatchRunOptions());
        List<BatchResult> results = [];
        await foreach (BatchResult result in runner.RunAsync([.. sources.Select(source => planner.Plan(source, treatment))], CancellationToken.None)) results.Add(result);
        return results;
    }

    /// <summary>How a run would judge a source.</summary>
    public Standing Judge(BatchSource source, Treatment treatment) => Judge(source, treatment, out _);

    /// <summary>How a run would judge a source, and the row it would refresh.</summary>
    public Standing Judge(BatchSource source, Treatment treatment, out LedgerEntry? refreshed)
    {
        using SourceFiles files = new(Folder["tmp"]);
        return new StandingCheck(Output, Ledger.ReadFolder(Output), files).Judge(new BatchPlanner(Output, null).Plan(source, treatment), out refreshed);
    }

    /// <summary>Names of the mod's files, without the batch's own.</summary>
    public string[] ModFiles => [.. Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories).Select(path => BatchFolder.NameOf(path, Output))
        .Where(name => !name.StartsWith(".a2f/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _model.Dispose();
        Folder.Dispose();
    }
}
