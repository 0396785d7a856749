using System.Text.Json;
using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>Windows and sound: windows_*, audio_accumulator*.</summary>
internal static class TimingChecks
{
    public static IEnumerable<Comparison> Windows(GoldenCase golden)
    {
        if (golden.Has("table"))
        {
            yield return LimitedByEmotions(golden);
            yield break;
        }
        long[] indices = [.. golden.Parameters.GetProperty("window_indices").EnumerateArray().Select(index => index.GetInt64())];
        foreach (JsonElement config in golden.Parameters.GetProperty("configs").EnumerateArray())
        {
            string key = config.GetProperty("key").GetString()!;
            WindowTiming timing = Timing(config);
            yield return Comparison.Of("windows", golden.Longs("windows_" + key), [.. indices.SelectMany(i => Row(timing, timing.Target(i * timing.FramesPerWindow), timing.Start(i)))]);
            yield return Comparison.Of("framesBeforeAudio", [config.GetProperty("framesBeforeAudio").GetInt64()], [timing.FramesBeforeAudio]);

            long[] frames = golden.Longs("frames_" + key);
            yield return Comparison.Of("frames", frames, [.. frames.Chunk(5).SelectMany(row =>
            {
                long target = timing.Target((row[0] * timing.FramesPerWindow) + row[1]);
                return new[] { row[0], row[1] }.Concat(Row(timing, target, target - timing.TargetOffset));
            })]);

            long[] table = golden.Longs("table_" + key);
            yield return Comparison.Of("table", table, [.. table.Chunk(6).SelectMany(row =>
            {
                long closed = timing.WindowsWithin(row[0], isClosed: true), open = timing.WindowsWithin(row[0], isClosed: false);
                return new[] { row[0], closed, open, timing.FramesUntil(row[0]), Math.Max(0, closed - 2), Math.Max(0, open - 2) };
            })]);
        }
    }

    public static IEnumerable<Comparison> Audio(GoldenCase golden)
    {
        const int Add = 0, Close = 1, Read = 2, Drop = 3;
        float[] audio = golden.Floats("audio"), strength = golden.Floats("strength"), expected = golden.Floats("read_data");
        AudioAccumulator accumulator = new(golden.Int("buffer_size"));
        long[] ops = golden.Longs("ops");
        List<long> failures = [], lengths = [], dropped = [];
        List<float> read = [];
        for (int i = 0; i < ops.Length; i += 3)
        {
            (long kind, long first, int second) = (ops[i], ops[i + 1], (int)ops[i + 2]);
            float[] destination = new float[kind == Read ? second : 0];
            bool isDone = kind switch
            {
                Add => EmotionChecks.IsDone(() => accumulator.Add(audio.AsSpan((int)first, second))),
                Close => EmotionChecks.IsDone(accumulator.Close),
                Read => accumulator.TryRead(first, strength[i / 3], destination),
                Drop => EmotionChecks.IsDone(() => accumulator.DropBefore(first)),
                _ => throw new InvalidDataException($"operation {kind}"),
            };
            // What a failed read leaves behind is not compared.
            if (kind == Read) read.AddRange(isDone ? destination : expected.AsSpan(read.Count, second).ToArray());
            failures.Add(isDone ? 0 : 1);
            lengths.Add(accumulator.Length);
            dropped.Add(accumulator.DroppedSamples);
        }
        yield return Comparison.Of("codes", Array.ConvertAll(golden.Integers("codes"), code => code == 0 ? 0L : 1L), failures.ToArray());
        yield return Comparison.Of("samples_accumulated_after", golden.Longs("samples_accumulated_after"), lengths.ToArray());
        yield return Comparison.Of("samples_dropped_after", golden.Longs("samples_dropped_after"), dropped.ToArray());
        yield return Comparison.Of("read_data", expected, read.ToArray(), golden.Tolerance("read_data"));
    }

    /// <summary>Columns: configuration, samples, closed, windows read, emotion state, last key, windows that can be run.</summary>
    private static Comparison LimitedByEmotions(GoldenCase golden)
    {
        // The case names configurations whose numbers stand in another case.
        GoldenCase table = GoldenSet.Open("windows_table");
        Dictionary<string, WindowTiming> timings = table.Parameters.GetProperty("configs").EnumerateArray().ToDictionary(config => config.GetProperty("key").GetString()!, Timing);
        string[] names = [.. golden.Parameters.GetProperty("configs").EnumerateArray().Select(name => name.GetString()!)];
        long[] expected = golden.Longs("table");
        return Comparison.Of("table", expected, [.. expected.Chunk(7).SelectMany(row =>
        {
            AudioAccumulator audio = new();
            if (row[1] > 0) audio.Add(new float[row[1]]);
            if (row[2] != 0) audio.Close();
            EmotionTimeline? emotions = row[4] == 0 ? null : new EmotionTimeline(1);
            if (row[4] >= 2) emotions!.Add(row[5], [0]);
            if (row[4] == 3) emotions!.Close();
            return row[..6].Append(Math.Max(0, timings[names[row[0]]].WindowsWithin(audio, emotions) - row[3]));
        })]);
    }

    private static WindowTiming Timing(JsonElement config) => new(
        config.GetProperty("windowSize").GetInt32(), config.GetProperty("startOffset").GetInt32(), config.GetProperty("targetOffset").GetInt32(),
        config.GetProperty("strideNum").GetInt64(), config.GetProperty("strideDenom").GetInt64(), config.GetProperty("framesPerWindow").GetInt32());

    private static long[] Row(WindowTiming timing, long target, long start) => [start, target, start + timing.WindowSamples];
}
