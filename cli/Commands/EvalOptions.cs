using System.CommandLine;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The words of <c>a2f eval</c>.</summary>
internal sealed class EvalOptions
{
    public const double DefaultFrameRateFps = 60;

    public Argument<string> Folder { get; } = new("FOLDER")
    {
        Description = "Recordings with phone times: NAME.wav with NAME.tsv, .TextGrid or .txt beside it, or in a folder 'align' in it or beside it.",
    };

    public Option<string?> Model { get; } = new("--model") { Description = "A model inside the program (default, low-latency), one you added, or the folder of one.", HelpName = "MODEL" };

    public FaceOptions Face { get; } = new();

    public Option<double?> FrameRate { get; } = OptionParsing.Number("--fps", "Frames per second the model animates at. Default: 60.", "N",
        FaceStreamOptions.LowestFrameRateFps, FaceStreamOptions.HighestFrameRateFps);

    public Option<bool> CleanSound { get; } = new("--clean-sound") { Description = AnimateOptions.CleanSoundHelp };

    public Option<string?> Animations { get; } = new("--animations")
    {
        Description = "Judge the animation files of this folder, named after the recordings, instead of a model: any format that can be read back, with ARKit channels or Rhubarb's shapes.",
        HelpName = "DIR",
    };

    public Option<int?> Worst { get; } = OptionParsing.Integer("--worst", "Also list the N recordings with the lowest score, and where their lips fail to shut or shut wrongly.", "N", 1, 100_000);

    public Option<int?> Jobs { get; } = OptionParsing.Integer("--jobs", "Recordings worked on at once. Default: the number of processors.", "N", 1, 1_024);

    public Option<string?> Device { get; } = new("--device")
    {
        Description = $"What runs the model: {string.Join(", ", AnimateOptions.DeviceNames)}. Default: auto.",
        HelpName = "DEVICE",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Folder);
        foreach (Option option in new Option[] { Model, Face.Identity, Face.Parameters, Face.Solver, Face.InferenceRate, FrameRate, CleanSound, Animations, Worst, Jobs, Device }) command.Options.Add(option);
    }
}
