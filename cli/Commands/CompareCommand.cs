using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Inspection;
using Audio2Face.Modkit.Evaluation;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f compare</c>: how two animations of the same line differ.</summary>
internal static class CompareCommand
{
    private const int WidestWindowMs = 5000;

    private const double LargestError = 1e6;

    public static Command Create(Workbench bench)
    {
        Command command = new("compare", "Compare two animations of the same line, channel by channel.");
        Argument<string> first = new("A") { Description = "An animation file of any format that can be read back." };
        Argument<string> second = new("B") { Description = "Another, of the same or another format." };
        Option<int?> window = OptionParsing.Integer("--window", $"Greatest offset in time looked for, either way, in milliseconds. Default: {CurveComparison.DefaultWindowMs}.", "MS", 10, WidestWindowMs);
        Option<double?> limit = OptionParsing.Number("--max-rmse", $"End with exit code {ExitCodes.Different} when a channel's RMSE is above X.", "X", 0, LargestError);
        command.Arguments.Add(first);
        command.Arguments.Add(second);
        command.Options.Add(window);
        command.Options.Add(limit);
        command.SetAction(parsed => Run(bench, parsed.GetValue(first)!, parsed.GetValue(second)!, parsed.GetValue(window) ?? CurveComparison.DefaultWindowMs, parsed.GetValue(limit)));
        return command;
    }

    private static int Run(Workbench bench, string first, string second, int windowMs, double? limit)
    {
        (IReadableFormat Format, RigTrack Track) one = AnimationFile.Read(bench.Plugins, first), other = AnimationFile.Read(bench.Plugins, second);
        CurveComparison comparison = CurveComparison.Of(one.Track.Curves, other.Track.Curves, windowMs);
        ComparisonReport report = new(bench.Terminal, comparison, limit);
        report.Write((first, one.Format, one.Track.Curves), (second, other.Format, other.Track.Curves));
        return report.IsOverLimit ? ExitCodes.Different : ExitCodes.Success;
    }
}
