using System.Diagnostics;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>What a model costs on all recordings of a folder when everything else is free: the ruler for <c>a2f batch</c> (tests/batch/measure).</summary>
internal static class BareBatch
{
    /// <summary>Recordings decoded before the clock runs; together they take some 100 MB.</summary>
    private const int PieceLines = 512;

    private const int GroupLines = 64;

    /// <summary>Measures and prints one line of JSON.</summary>
    /// <param name="folder">The recordings; what cannot be read is left out.</param>
    /// <param name="threadCount">Threads, which share one session and take a line each.</param>
    /// <param name="mostLines">Recordings taken at most, spread over the folder.</param>
    /// <param name="bundle">The model's folder; null takes the default model.</param>
    public static async Task PrintAsync(string folder, int threadCount, int mostLines, string? bundle)
    {
        string[] paths = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".csv", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (paths.Length > mostLines) paths = [.. Enumerable.Range(0, mostLines).Select(i => paths[(int)((long)i * paths.Length / mostLines)])];
        MediaReader reader = new();
        using FaceModel model = FaceModel.Open(bundle, new FaceModelOptions { Device = "cpu" });
        Animate(model, new float[AudioClip.SampleRateHz]);
        double audioSeconds = 0, wallSeconds = 0, processorSeconds = 0;
        int lines = 0;
        foreach (string[] piece in paths.Chunk(PieceLines))
        {
            List<float[]> clips = await ReadAsync(reader, piece);
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            int next = -1;
            await Task.WhenAll(Enumerable.Range(0, threadCount).Select(_ => Task.Run(() =>
            {
                for (int i; (i = Interlocked.Increment(ref next)) < clips.Count;) Animate(model, clips[i]);
            })));
            wallSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            processorSeconds += (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            audioSeconds += clips.Sum(clip => clip.Length / (double)AudioClip.SampleRateHz);
            lines += clips.Count;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $$"""{"lines": {{lines}}, "audio_seconds": {{audioSeconds:0.000}}, "wall_seconds": {{wallSeconds:0.000}}, "processor_seconds": {{processorSeconds:0.000}}}"""));
    }

    /// <summary>As a line of a batch does it: a second of sound at a time, and the frames as they are ready.</summary>
    private static void Animate(FaceModel model, float[] clip)
    {
        using FaceStream stream = model.StartStream(new FaceStreamOptions());
        FaceTrackBuilder builder = new(stream);
        for (int start = 0; start < clip.Length; start += AudioClip.SampleRateHz)
        {
            stream.Push(clip.AsSpan(start, Math.Min(AudioClip.SampleRateHz, clip.Length - start)));
            builder.TakeFinishedFrames();
        }
        stream.Close();
        builder.TakeFinishedFrames();
        builder.Build();
    }

    private static async Task<List<float[]>> ReadAsync(MediaReader reader, string[] paths)
    {
        List<float[]> clips = [];
        foreach (string[] group in paths.Chunk(GroupLines))
        {
            IReadOnlyList<AudioStream?> streams = await reader.OpenGroupAsync(group, new MediaOptions(), null, CancellationToken.None);
            for (int i = 0; i < group.Length; i++)
            {
                try
                {
                    await using AudioStream stream = streams[i] ?? await reader.OpenAsync(group[i], new MediaOptions(), CancellationToken.None);
                    List<float> samples = [];
                    float[] buffer = new float[AudioClip.SampleRateHz];
                    while (await stream.ReadAsync(buffer, CancellationToken.None) is > 0 and int count) samples.AddRange(buffer.AsSpan(0, count));
                    clips.Add([.. samples]);
                }
                catch (ModkitException)
                {
                    // Some recordings are broken on purpose.
                }
            }
        }
        return clips;
    }
}
