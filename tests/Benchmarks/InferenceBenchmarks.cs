using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using BenchmarkDotNet.Attributes;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>The embedded model on ten seconds of sound, one thread: divide 10 s by the mean for times real time.</summary>
[MemoryDiagnoser]
public class InferenceBenchmarks : IDisposable
{
    private const double DurationSeconds = 10;

    private readonly FaceModel _model = FaceModel.Open(null, new FaceModelOptions { Device = "cpu", ThreadCount = 1 });
    private readonly AudioClip _clip = new("hum", Signals.Hum(DurationSeconds, AudioClip.SampleRateHz));
    private readonly FaceStreamOptions _options = new() { FrameRateFps = 60 };

    /// <summary>The whole clip at once, as <c>a2f animate</c> does.</summary>
    [Benchmark(Baseline = true)]
    public FaceTrack Whole_clip() => _model.Animate(_clip, _options);

    /// <summary>Pieces of 20 ms, as a microphone gives them.</summary>
    [Benchmark]
    public int In_pieces_of_20_ms()
    {
        using FaceStream stream = _model.StartStream(_options);
        Span<float> weights = stackalloc float[stream.Channels.Count];
        ReadOnlySpan<float> rest = _clip.Samples.Span;
        int frames = 0;
        while (rest.Length > 0)
        {
            int count = Math.Min(320, rest.Length);
            stream.Push(rest[..count]);
            rest = rest[count..];
            while (stream.TryReadFrame(weights)) frames++;
        }
        stream.Close();
        while (stream.TryReadFrame(weights)) frames++;
        return frames;
    }

    public void Dispose()
    {
        _model.Dispose();
        GC.SuppressFinalize(this);
    }
}
