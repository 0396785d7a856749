using System.CommandLine;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The words of <c>a2f plot</c>.</summary>
internal sealed class PlotOptions
{
    public Argument<string> File { get; } = new("FILE") { Description = "A recording, which is animated first, or an animation file that 'a2f plugins' says can be read back." };

    public Option<string> Output { get; } = new("--output", "-o") { Description = "The picture: a name that ends in .png or .svg.", HelpName = "OUT", Required = true };

    public Option<string[]> Channels { get; } = new("--channels")
    {
        Description = "Names of channels, separated by commas, one lane each; a name without Left or Right is the mean of both. Default: the main ones in groups.",
        HelpName = "A,B,C",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Audio { get; } = new("--audio") { Description = "The recording an animation file belongs to. Default: one of the same name beside it, if any.", HelpName = "FILE" };

    public Option<string?> Model { get; } = new("--model") { Description = "A model inside the program (default, low-latency), one you added, or the folder of one.", HelpName = "MODEL" };

    public FaceOptions Face { get; } = new();

    public Option<int?> Width { get; } = OptionParsing.Integer("--width", "Width in pixels. Default: 1500.", "N", 400, 10_000);

    public Option<int?> Height { get; } = OptionParsing.Integer("--height", "Height in pixels. Default: as many as the lanes need.", "N", 200, 10_000);

    public Option<bool> Overwrite { get; } = new("--overwrite") { Description = "Replace an existing picture; the first replaced version is kept as .bak." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (Option option in new Option[] { Output, Channels, Audio, Model, Face.Identity, Face.Parameters, Face.Solver, Face.InferenceRate, Width, Height, Overwrite }) command.Options.Add(option);
    }
}
