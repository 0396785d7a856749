using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference;

/// <summary>What is known of an opened model.</summary>
public sealed record FaceModelInfo
{
    /// <summary>The network's name, such as <c>modkit-default</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of network: <c>blendshape</c>, <c>regression</c>, <c>diffusion</c>; <c>emotion</c> has no face.</summary>
    public required string Kind { get; init; }

    /// <summary>The network's version.</summary>
    public required string Version { get; init; }

    /// <summary>Licence of the weights, as an SPDX name where there is one.</summary>
    public required string Licence { get; init; }

    /// <summary>Text of the licence that lies beside the model, or null.</summary>
    public string? LicenceText { get; init; }

    /// <summary>SHA-256 of the network file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the network file in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Seconds of sound after a frame that the network needs to know it.</summary>
    public required double LookAheadSeconds { get; init; }

    /// <summary>Whether the face has the 16 tongue channels beside the 52 of ARKit.</summary>
    public required bool HasTongue { get; init; }

    /// <summary>Frames per second above which the network's are interpolated, where a user lowered it; else null.</summary>
    public double? InferenceRateFps { get; init; }

    /// <summary>Names of the faces to choose from; empty when there is only one.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>Which of <see cref="Identities"/> this model shows, or null when there is only one.</summary>
    public string? Identity { get; init; }

    /// <summary>Every parameter of <see cref="FaceParameter.All"/> with the value in use, by name; empty for models that have none.</summary>
    public IReadOnlyDictionary<string, float> FaceParameters { get; init; } = new Dictionary<string, float>();

    /// <summary>How the weights are found, or null where the network gives them itself.</summary>
    public FaceSolver? Solver { get; init; }

    /// <summary>The settings of docs/emotions.md with the value in use, by name; empty for models that hear no emotions.</summary>
    public IReadOnlyDictionary<string, float> EmotionSettings { get; init; } = new Dictionary<string, float>();

    /// <summary>Whether blinks, gaze, brow accents and arousal can be added; not to models with a whole face of their own.</summary>
    public bool TakesExtras { get; init; } = true;

    /// <summary>The device in use, such as <c>cpu</c>.</summary>
    public required string Device { get; init; }

    /// <summary>What the user should know about the choice of device, one line each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Text of the model card (Markdown), or null when the model has none.</summary>
    public string? ModelCard { get; init; }
}
