using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli;

/// <summary>The words of every command that opens a model, by which the user forms its face.</summary>
internal sealed class FaceOptions
{
    private const string ParameterOption = "--face";

    private static readonly string[] _solvers = [.. Enum.GetNames<FaceSolver>().Select(name => name.ToLowerInvariant())];

    public Option<string?> Identity { get; } = new("--identity") { Description = "Whose face, for a model with several; 'a2f models show' lists them. Default: the first.", HelpName = "NAME" };

    public Option<string[]> Parameters { get; } = new(ParameterOption)
    {
        Description = "A parameter of an NVIDIA model's face, such as lowerFaceStrength=1.2; may be given several times. 'a2f models show' lists them. Default: the model's own.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Solver { get; } = new("--solver")
    {
        Description = $"How an NVIDIA model's mesh becomes weights: {string.Join(" or ", _solvers)}. Default: bounded, the exact one.",
        HelpName = "SOLVER",
    };

    public Option<double?> InferenceRate { get; } = OptionParsing.Number("--inference-fps",
        "Most frames a second that an NVIDIA model of kind 'regression' makes; those between are interpolated. 30 halves the work. Default: 60.", "N",
        FaceStreamOptions.LowestFrameRateFps, FaceModelOptions.HighestInferenceRateFps);

    /// <summary>What the user said, and what the profile would like.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="profile">The profile's section, or null where no profile is used.</param>
    /// <exception cref="ModkitException">USE04: everything wrong at once. Names and ranges are judged when the model is opened.</exception>
    public FaceModelOptions Read(ParseResult parsed, ProfileModel? profile = null)
    {
        List<Issue> issues = [];
        Dictionary<string, float> parameters = OptionParsing.NamedNumbers(ParameterOption, parsed.GetValue(Parameters)!, "lowerFaceStrength=1.2", issues);
        int solver = -1;
        if (parsed.GetValue(Solver) is { } name)
        {
            solver = Array.FindIndex(_solvers, one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase));
            if (solver < 0) issues.Add(UsageIssues.BadValue("--solver", name, string.Join(" or ", _solvers)));
        }
        if (issues.Count > 0) throw new ModkitException(issues);
        return new FaceModelOptions
        {
            Identity = parsed.GetValue(Identity),
            FaceParameters = parameters,
            InferenceRateFps = parsed.GetValue(InferenceRate),
            Solver = solver < 0 ? null : (FaceSolver)solver,
            Wishes = profile is null ? new FaceWishes() : new FaceWishes { Identity = profile.Identity, FaceParameters = profile.Face, Solver = profile.Solver },
        };
    }
}
