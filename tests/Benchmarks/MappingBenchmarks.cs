using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>Mapping ten minutes of face at 60 fps to a rig at 30, by every profile there is and by one that uses everything.</summary>
[MemoryDiagnoser]
[Config(typeof(Columns))]
public class MappingBenchmarks
{
    private const double FrameRateFps = 60;
    private const int FrameCount = 36_000;
    private const string Everything = "everything";

    private readonly FaceTrack _face = new() { Weights = new CurveTable(FrameRateFps, 0, ArkitChannels.All, Weights()) };
    private RigMapper? _mapper;

    public static IEnumerable<string> Profiles =>
        [.. typeof(MappingBenchmarks).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)), Everything];

    [ParamsSource(nameof(Profiles))]
    public string Profile { get; set; } = "";

    [GlobalSetup]
    public void ReadProfile()
    {
        ProfileReadResult result = ProfileReader.Read(Profile == Everything ? RichProfile.Text() : Resource(Profile), Profile);
        _mapper = new RigMapper(result.Profile ?? throw new ModkitException(result.Issues), new MappingOptions { FrameRateFps = 30, KeyTolerance = 0.01 });
    }

    [Benchmark]
    public RigTrackMapping Map() => _mapper!.Map(_face);

    private static string Resource(string name)
    {
        using StreamReader text = new(typeof(MappingBenchmarks).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd();
    }

    /// <summary>Every channel swings between 0 and 1, each a little faster than the one before.</summary>
    private static float[] Weights()
    {
        float[] values = new float[FrameCount * ArkitChannels.All.Count];
        for (int i = 0; i < values.Length; i++)
        {
            int frame = i / ArkitChannels.All.Count;
            int channel = i % ArkitChannels.All.Count;
            values[i] = (float)(0.5 - (0.5 * Math.Cos(frame * (channel + 1) / 100.0)));
        }
        return values;
    }

    private sealed class Columns : ManualConfig
    {
        public Columns() => AddColumn(new RealTimeColumn(FrameCount / FrameRateFps));
    }
}
