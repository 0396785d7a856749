using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What is done with every line of a run.</summary>
public sealed record LineOptions
{
    /// <summary>How the face becomes the rig.</summary>
    public required Profile Profile { get; init; }

    /// <summary>Writes the files.</summary>
    public required IRigFormat Format { get; init; }

    /// <summary>The plugin <see cref="Format"/> belongs to.</summary>
    public required PluginStatus Plugin { get; init; }

    /// <summary>Frames per second of the output, one the format can hold (see <see cref="FrameRate.Choose"/>).</summary>
    public required double FrameRateFps { get; init; }

    /// <summary>A value for every option of the format (see <see cref="LineSettings"/>).</summary>
    public IReadOnlyDictionary<string, string> FormatOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>The character file to animate, or null.</summary>
    public NamedFile? Mesh { get; init; }

    /// <summary>Which sound is read, and how much at most.</summary>
    public MediaOptions Media { get; init; } = new();

    /// <summary>Seed of blinks and gaze; every line mixes its recording's name into it.</summary>
    public int Seed { get; init; }

    /// <summary>Whether blinks, gaze and brow accents are added.</summary>
    public bool FaceExtras { get; init; } = true;

    /// <summary>How much of what the voice tells shows beside the mouth, 0..2; without <see cref="FaceExtras"/> nothing does.</summary>
    public float Expressiveness { get; init; } = 1;

    /// <summary>Whether the eyeLook channels follow the eyes that NVIDIA's models turn.</summary>
    public bool EyeLook { get; init; }

    /// <summary>Strengths 0..1 by emotion; they replace the profile's, and those of <see cref="Line.Emotions"/>, of the same name.</summary>
    public IReadOnlyDictionary<string, float> Emotions { get; init; } = new Dictionary<string, float>();

    /// <summary>Whether files with other content may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether a provenance record is written beside the main file.</summary>
    public bool WriteProvenance { get; init; } = true;

    /// <summary>Whether <see cref="LineResult.Figures"/> are wanted.</summary>
    public bool MeasuresFigures { get; init; }

    /// <summary>Program name and version, for the files and their provenance.</summary>
    public required string Tool { get; init; }
}
