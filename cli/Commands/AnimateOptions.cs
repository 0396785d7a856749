using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The words of <c>a2f animate</c>.</summary>
internal sealed class AnimateOptions
{
    public const string DefaultProfile = "arkit";

    public const string CleanSoundHelp = "Take echo and the held notes of music out of the sound before the model hears it; for cutscenes and voices from a hall.";

    public Argument<string[]> Inputs { get; } = new("INPUT")
    {
        Description = "Recordings (audio or video), folders (the recordings directly in them) or patterns such as *.wav.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> Profile { get; } = new("--profile")
    {
        Description = "The character's rig: a name or id that 'a2f profiles' lists, or a profile file.",
        HelpName = "PROFILE",
        DefaultValueFactory = _ => DefaultProfile,
    };

    public Option<string?> Format { get; } = new("--to")
    {
        Description = "The file format, one that 'a2f plugins' lists. Default: the profile's.",
        HelpName = "FORMAT",
    };

    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "Where to write. For one recording a file, or a folder if it is one or ends in a separator; for several a folder. For a profile of a game the folder of the mod. Default: beside each recording, for a game a folder named after the profile.",
        HelpName = "OUT",
    };

    public Option<double?> FrameRate { get; } = OptionParsing.Number("--fps", "Frames per second. Default: the profile's, else the format's.", "N",
        FaceStreamOptions.LowestFrameRateFps, FaceStreamOptions.HighestFrameRateFps);

    public Option<string?> Model { get; } = new("--model") { Description = "A model inside the program (default, low-latency), one you added, or the folder of one.", HelpName = "MODEL" };

    public FaceOptions Face { get; } = new();

    public Option<string?> Device { get; } = new("--device")
    {
        Description = $"What runs the model: {string.Join(", ", DeviceNames)}. Default: auto.",
        HelpName = "DEVICE",
    };

    public EmotionOptions Emotions { get; } = new();

    public Option<string[]> Set { get; } = new(SettingParsing.OptionName)
    {
        Description = "A setting of the format or of the profile's output folder, such as plugin=mymod.esp; may be given several times.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Mesh { get; } = new("--mesh")
    {
        Description = "The character file to animate, for formats that can (gltf, fbx).",
        HelpName = "FILE",
    };

    public Option<int?> Seed { get; } = OptionParsing.Integer("--seed", "Seed of blinks and gaze, or of a diffusion model's noise; the same seed and file name give the same face. Default: 0.", "N", int.MinValue, int.MaxValue);

    public Option<int?> AudioStream { get; } = OptionParsing.Integer("--audio-stream", "Which sound of a video, counted from 0. Default: the one marked as default, else the first.", "N", 0, 1_000);

    public Option<bool> CleanSound { get; } = new("--clean-sound") { Description = CleanSoundHelp };

    public Option<bool> NoExtras { get; } = new("--no-extras") { Description = "Leave out blinks, gaze and expression: the mouth alone." };

    public Option<double?> Expressiveness { get; } = OptionParsing.Number("--expressiveness", "How much of what the voice tells shows on brows, eyes and cheeks: 0 (blinks and gaze alone) to 2. Default: 1.", "N",
        0, FaceStreamOptions.HighestExpressiveness);

    public Option<bool> EyeLook { get; } = new("--eye-look") { Description = "Let the eyeLook channels follow the eyes that NVIDIA's models turn; NVIDIA's own weights leave them at 0." };

    public Option<bool> Overwrite { get; } = new("--overwrite") { Description = "Replace existing files; the first replaced version is kept as .bak." };

    public Option<int?> Jobs { get; } = OptionParsing.Integer("--jobs", "Recordings worked on at once. Default: the number of processors.", "N", 1, 1_024);

    public Option<double?> MaximumMinutes { get; } = OptionParsing.Number("--max-minutes", $"Longest recording read, in minutes. Default: {Limits.ClipMinutes}.", "N", 0.001, 100_000);

    public Option<bool> NoProvenance { get; } = new("--no-provenance") { Description = "Write no provenance record beside the output." };

    public static IEnumerable<string> DeviceNames => ExecutionProviders.Names.Prepend("auto");

    /// <summary>How the model is to be opened.</summary>
    /// <exception cref="ModkitException">USE04.</exception>
    public FaceModelOptions ReadModel(ParseResult parsed, Profile profile) => Emotions.AddTo(Face.Read(parsed, profile.Model), parsed) with { NoiseSeed = parsed.GetValue(Seed) ?? 0 };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Inputs);
        foreach (Option option in (Option[])
        [
            Profile, Format, Output, Set, FrameRate, Mesh, Model, Face.Identity, Face.Parameters, Face.Solver, Face.InferenceRate, .. Emotions.All, Seed, AudioStream, CleanSound, NoExtras, Expressiveness, EyeLook, Overwrite, Jobs, Device, MaximumMinutes, NoProvenance,
        ]) command.Options.Add(option);
    }
}
