using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Emotion;

/// <summary>How emotions are heard: the numbers of the emotion model, with those in their place that the user gave. Model contract, sections 7.1 and 7.3.</summary>
internal sealed record EmotionSettings
{
    /// <summary>Emotions for each second of sound, as in the reference's samples.</summary>
    public const int FrameRateFps = 30;

    /// <summary>Frames after each run that take over its scores, unless asked otherwise: about a run a second, as in the reference's samples.</summary>
    private const int UsualSkippedFrames = 30;

    private const string Contrast = "emotionContrast", MaxEmotions = "maxEmotions", LiveBlend = "liveBlendCoef", PreferredStrength = "preferredEmotionStrength",
        TransitionTime = "liveTransitionTime", Strength = "emotionStrength", InputGain = "inputStrength", BufferLength = "bufferLength", Skipped = "inferencesToSkip",
        Beginning = "beginningEmotion.";

    /// <summary>What a user may set. The defaults are those of an emotion model whose file says nothing else.</summary>
    private static readonly ParameterRange[] _ranges =
    [
        new(Contrast, 1, 0.3f, 3),
        new(MaxEmotions, 6, 1, 6),
        new(LiveBlend, 0.7f, 0, 1),
        new(PreferredStrength, 0.5f, 0, 1),
        new(TransitionTime, 0.5f, 0, 60),
        new(Strength, 0.6f, 0, 1),
        new(InputGain, 1, 0, 10),
        new(BufferLength, 60_000, 5_000, 60_000),
        new(Skipped, UsualSkippedFrames, 0, 110),
        .. EmotionChannels.All.Select(emotion => new ParameterRange(Beginning + emotion, 0, 0, 1)),
    ];

    private static readonly string[] _wholeNumbers = [MaxEmotions, BufferLength, Skipped];

    /// <summary>How scores become emotions.</summary>
    public required EmotionPostProcessorOptions Options { get; init; }

    /// <summary>The emotions before the first frame.</summary>
    public required float[] BeginningEmotions { get; init; }

    /// <summary>What sound is multiplied with before the network hears it.</summary>
    public required float InputStrength { get; init; }

    /// <summary>Sound that the network hears at once.</summary>
    public required int WindowSamples { get; init; }

    /// <summary>Frames after each run that take over its scores.</summary>
    public required int SkippedFrames { get; init; }

    /// <summary>Puts the user's numbers in the place of the model's.</summary>
    /// <param name="given">By name, in any case.</param>
    /// <param name="ofModel">The model's own.</param>
    /// <exception cref="ModkitException">MOD15, MOD41: everything wrong at once.</exception>
    public static EmotionSettings Read(IReadOnlyDictionary<string, float> given, EmotionPostProcessorOptions ofModel)
    {
        Dictionary<string, float> values = new(StringComparer.OrdinalIgnoreCase);
        List<Issue> issues = [];
        foreach ((string name, float value) in given)
        {
            int index = Array.FindIndex(_ranges, range => string.Equals(range.Name, name, StringComparison.OrdinalIgnoreCase));
            if (index < 0) issues.AddRange(InferenceIssues.BadEmotionSetting(name, "There is no such setting.", Nearest(name)).Issues);
            else if (!(value >= _ranges[index].Minimum && value <= _ranges[index].Maximum))
                issues.AddRange(InferenceIssues.OutOfRange(_ranges[index].Name, value, _ranges[index].Minimum, _ranges[index].Maximum).Issues);
            else if (_wholeNumbers.Contains(_ranges[index].Name) && value != MathF.Floor(value))
                issues.AddRange(InferenceIssues.BadEmotionSetting(_ranges[index].Name, "It must be a whole number.", $"Give a whole number from {_ranges[index].Minimum} to {_ranges[index].Maximum}.").Issues);
            values[name] = value;
        }
        if (issues.Count > 0) throw new ModkitException(issues);

        int window = (int)values.GetValueOrDefault(BufferLength, 60_000);
        int mostSkipped = (window * FrameRateFps / AudioClip.SampleRateHz) - 1;
        int skipped = (int)values.GetValueOrDefault(Skipped, Math.Min(UsualSkippedFrames, mostSkipped));
        if (skipped > mostSkipped) throw InferenceIssues.OutOfRange(Skipped, skipped, 0, mostSkipped);
        return new EmotionSettings
        {
            Options = ofModel with
            {
                Contrast = values.GetValueOrDefault(Contrast, ofModel.Contrast),
                MaxEmotions = (int)values.GetValueOrDefault(MaxEmotions, ofModel.MaxEmotions),
                LiveBlend = values.GetValueOrDefault(LiveBlend, ofModel.LiveBlend),
                PreferredStrength = values.GetValueOrDefault(PreferredStrength, ofModel.PreferredStrength),
                TransitionSeconds = values.GetValueOrDefault(TransitionTime, ofModel.TransitionSeconds),
                Strength = values.GetValueOrDefault(Strength, ofModel.Strength),
            },
            BeginningEmotions = [.. EmotionChannels.All.Select(emotion => values.GetValueOrDefault(Beginning + emotion))],
            InputStrength = values.GetValueOrDefault(InputGain, 1),
            WindowSamples = window,
            SkippedFrames = skipped,
        };
    }

    /// <summary>All of them by name; beginning emotions only where there are any.</summary>
    public IReadOnlyDictionary<string, float> Values
    {
        get
        {
            Dictionary<string, float> values = new()
            {
                [Contrast] = Options.Contrast,
                [MaxEmotions] = Options.MaxEmotions,
                [LiveBlend] = Options.LiveBlend,
                [PreferredStrength] = Options.PreferredStrength,
                [TransitionTime] = Options.TransitionSeconds,
                [Strength] = Options.Strength,
                [InputGain] = InputStrength,
                [BufferLength] = WindowSamples,
                [Skipped] = SkippedFrames,
            };
            for (int i = 0; i < BeginningEmotions.Length; i++)
            {
                if (BeginningEmotions[i] != 0) values[Beginning + EmotionChannels.All[i]] = BeginningEmotions[i];
            }
            return values;
        }
    }

    private static string Nearest(string name) => NearestName.Find(name, _ranges.Select(range => range.Name)) is { } near
        ? $"Did you mean '{near}'?"
        : $"The settings are {string.Join(", ", _ranges.TakeWhile(range => !range.Name.StartsWith(Beginning, StringComparison.Ordinal)).Select(range => range.Name))}, {Beginning}joy and the like.";
}
