using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Emotion;

namespace Audio2Face.Modkit.Inference.Bundles;

/// <summary>A bundle of NVIDIA's Audio2Emotion, without its network: model contract, section 1.10.</summary>
internal sealed class EmotionBundle
{
    private EmotionBundle(BundleIndex index)
    {
        if (index.Info.Child("audio_params").Number("samplerate", 1) is not AudioClip.SampleRateHz and var rate)
            throw index.Info.Broken($"'samplerate' is {rate}, only {AudioClip.SampleRateHz} is known");
        Classes = index.Info.Texts("emotions");
        BundleJson config = BundleJson.Read(index.Files, index.Index.Text("modelConfigPath")).Child("post_processing_config");
        int count = config.Number("output_emotion_length", 1, 1_000);
        BundleJson places = config.Child("emotion_correspondence");
        if (count != EmotionChannels.All.Count) throw config.Broken($"'output_emotion_length' is {count}, only {EmotionChannels.All.Count} is known");
        Correspondence = [.. Classes.Select(name => places.Number(name, -1, count - 1))];
        PreferredEmotion = config.Has("preferred_emotion") ? config.Singles("preferred_emotion") : new float[count];
        if (PreferredEmotion.Length != count) throw config.Broken($"'preferred_emotion' has {PreferredEmotion.Length} numbers instead of {count}");
        Options = new EmotionPostProcessorOptions
        {
            Contrast = config.Single("emotion_contrast"),
            MaxEmotions = config.Number("max_emotions", 1, Classes.Count),
            LiveBlend = config.Single("live_blend_coef"),
            IsPreferredEnabled = config.Has("enable_preferred_emotion") && config.Element.GetProperty("enable_preferred_emotion").ValueKind == System.Text.Json.JsonValueKind.True,
            PreferredStrength = config.Single("preferred_emotion_strength"),
            TransitionSeconds = config.Single("transition_smoothing"),
            DeltaSeconds = config.Single("fixed_dt"),
            Strength = config.Single("emotion_strength"),
        };
    }

    /// <summary>What the network tells apart.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Place of each class among the emotions, or -1 for none.</summary>
    public int[] Correspondence { get; }

    public float[] PreferredEmotion { get; }

    public EmotionPostProcessorOptions Options { get; }

    /// <exception cref="ModkitException">Something is missing, broken or does not fit.</exception>
    public static EmotionBundle Read(BundleIndex index) => new(index);
}
