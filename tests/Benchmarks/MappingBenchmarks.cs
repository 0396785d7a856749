using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;
using BenchmarkDotNet.Attributes;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>Mapping one minute of face at 60 fps to a rig, by every profile there is.</summary>
[MemoryDiagnoser]
public class MappingBenchmarks
{
    private const double FrameRateFps = 60;
    private const int FrameCount = 3_600;

    private readonly FaceTrack _face = new() { Weights = new CurveTable(FrameRateFps, 0, ArkitChannels.All, Weights()) };
    private RigMapper? _mapper;

    public static IEnumerable<string> Profiles =>
        typeof(MappingBenchmarks).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal));

    [ParamsSource(nameof(Profiles))]
    public string Profile { get; set; } = "";

    [GlobalSetup]
    public void ReadProfile()
    {
        using StreamReader text = new(typeof(MappingBenchmarks).Assembly.GetManifestResourceStream(Profile)!);
        ProfileReadResult result = ProfileReader.Read(text.ReadToEnd(), Profile);
        _mapper = new RigMapper(result.Profile ?? throw new ModkitException(result.Issues), new MappingOptions { FrameRateFps = 30 });
    }

    [Benchmark]
    public RigTrackMapping Map() => _mapper!.Map(_face);

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
}
