using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Emotion;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>Emotions: emotion_* and emotion_accumulator*.</summary>
internal static class EmotionChecks
{
    /// <summary>The mapping of NVIDIA's networks, for the cases that do not store one.</summary>
    private static readonly int[] _usualMapping = [1, 3, 4, 6, -1, 9];

    public static IEnumerable<Comparison> PostProcess(GoldenCase golden)
    {
        float[] expected = golden.Floats("output_emotions"), scores = golden.Floats("input_logits");
        int frames = golden.Shape("output_emotions")[0], width = golden.Shape("output_emotions")[1], classes = golden.Shape("input_logits")[1];
        bool isSeries = golden.Has("params_float");
        float[] numbers = isSeries ? golden.Floats("params_float") : [];
        int[] flags = isSeries ? golden.Integers("params_int") : [];
        float[] preferred = isSeries ? golden.Floats("preferred_emotion") : new float[frames * width];
        int[]? resets = golden.Has("reset_before_frame") ? golden.Integers("reset_before_frame") : null;
        EmotionPostProcessor processor = new(
            isSeries ? golden.Integers("emotion_correspondence") : _usualMapping, isSeries ? golden.Floats("beginning_emotion") : new float[width]);
        float[] actual = AnimationChecks.Rows(frames, width, (f, row) =>
        {
            // Where no series is stored, every frame is a clip of its own.
            if (!isSeries || resets?[f] == 1) processor.Reset();
            processor.Options = isSeries ? Options(numbers.AsSpan(6 * f, 6), flags.AsSpan(2 * f, 2)) : new EmotionPostProcessorOptions
            {
                Contrast = golden.Float("emotionContrast"),
                MaxEmotions = golden.Int("maxEmotions"),
                LiveBlend = golden.Float("liveBlendCoef"),
                Strength = golden.Float("emotionStrength"),
                PreferredStrength = golden.Float("preferredEmotionStrength"),
            };
            processor.Process(scores.AsSpan(f * classes, classes), preferred.AsSpan(f * width, width), row);
        });
        yield return Comparison.Of("output_emotions", expected, actual, golden.Tolerance("output_emotions"));
    }

    /// <summary>Options from a row of params_float and params_int.</summary>
    public static EmotionPostProcessorOptions Options(ReadOnlySpan<float> numbers, ReadOnlySpan<int> flags) => new()
    {
        Contrast = numbers[0],
        LiveBlend = numbers[1],
        PreferredStrength = numbers[2],
        TransitionSeconds = numbers[3],
        DeltaSeconds = numbers[4],
        Strength = numbers[5],
        MaxEmotions = flags[0],
        IsPreferredEnabled = flags[1] != 0,
    };

    public static IEnumerable<Comparison> Timeline(GoldenCase golden)
    {
        const int Add = 0, Close = 1, Read = 2, Drop = 3;
        float[] keys = golden.Floats("key_rows");
        int width = golden.Shape("key_rows")[1];
        EmotionTimeline timeline = new(width, golden.Int("keys_per_buffer"));
        long[] ops = golden.Longs("ops");
        List<long> failures = [], dropped = [];
        List<float> read = [];
        for (int i = 0; i < ops.Length; i += 3)
        {
            (long kind, long first, int second) = (ops[i], ops[i + 1], (int)ops[i + 2]);
            float[] row = [.. Enumerable.Repeat(-999f, width)];
            bool isDone = kind switch
            {
                Add => IsDone(() => timeline.Add(first, keys.AsSpan(second * width, width))),
                Close => IsDone(timeline.Close),
                Read => timeline.TryRead(first, row),
                Drop => IsDone(() => timeline.DropBefore(first)),
                _ => throw new InvalidDataException($"operation {kind}"),
            };
            if (kind == Read) read.AddRange(row);
            failures.Add(isDone ? 0 : 1);
            dropped.Add(timeline.DroppedKeys);
        }
        yield return Comparison.Of("codes", Array.ConvertAll(golden.Integers("codes"), code => code == 0 ? 0L : 1L), failures.ToArray());
        yield return Comparison.Of("keys_dropped_after", golden.Longs("keys_dropped_after"), dropped.ToArray());
        yield return Comparison.Of("read_data", golden.Floats("read_data"), read.ToArray(), golden.Tolerance("read_data"));
    }

    /// <summary>Whether an operation was accepted.</summary>
    public static bool IsDone(Action operation)
    {
        try
        {
            operation();
            return true;
        }
        catch (Exception e) when (e is ModkitException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
