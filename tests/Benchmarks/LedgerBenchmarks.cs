using System.Globalization;
using Audio2Face.Modkit.Pipeline;
using BenchmarkDotNet.Attributes;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>What it costs a batch to remember: reading a ledger of a hundred thousand lines, as every run begins with.</summary>
public class LedgerBenchmarks
{
    private const int LineCount = 100_000;

    private string _folder = "";

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("modkit-ledger-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, BatchFolder.OwnFolder));
        using Ledger ledger = Ledger.Open(Path.Combine(_folder, BatchFolder.OwnFolder, Ledger.FileName(null)));
        string hash = new('a', 64);
        for (int i = 0; i < LineCount; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"sound/voice/mymod.esp/voicetype{i % 50}/line_{i:000000}");
            ledger.Append(new LedgerEntry
            {
                Line = name + ".fuz",
                State = LedgerState.Done,
                TimeUtc = DateTime.UnixEpoch.AddSeconds(i),
                Input = name + ".wav",
                InputBytes = 100_000 + i,
                InputModifiedTicks = 639309049953669930 + i,
                InputSha256 = hash,
                Recipe = hash,
                Profile = "modkit.skyrim",
                Format = "bethesda-fuz",
                DurationSeconds = 3.5,
                Files = [new LedgerFile(name + ".fuz", 20_000, hash, i), new LedgerFile(name + ".fuz.provenance.json", 1_000, hash, i)],
                Figures = new LineFigures { ClosureCount = 5, Jitter = 0.12, Curve = new string('x', 96) },
            });
        }
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "100,000 rows, as a run reads them")]
    public int Read() => Ledger.ReadFolder(_folder, withFigures: false).Count;

    [Benchmark(Description = "100,000 rows with figures, as a report does")]
    public int ReadWithFigures() => Ledger.ReadFolder(_folder).Count;
}
