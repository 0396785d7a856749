using System.CommandLine;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile diff</c>: how two profiles differ, or a profile from what the user's overrides make of it.</summary>
internal static class ProfileDiffCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("diff", "Compare two profiles by meaning, or one with its local overrides.");
        Argument<string> first = ProfileCommand.Name("A");
        Argument<string?> second = new("B") { Description = "The other profile. Without it: A with its local overrides.", Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(first);
        command.Arguments.Add(second);
        command.SetAction(parsed => Run(bench, parsed.GetValue(first)!, parsed.GetValue(second)));
        return command;
    }

    private static int Run(Workbench bench, string first, string? second)
    {
        Profile before = bench.Profiles.Load(first);
        Terminal terminal = bench.Terminal;
        IReadOnlyList<ProfileDifference> differences = second is null
            ? ProfileComparison.Compare(before.Local?.SharedText ?? before.CanonicalText, before.CanonicalText)
            : ProfileComparison.Compare(before.CanonicalText, bench.Profiles.Load(second).CanonicalText);
        foreach (ProfileDifference difference in differences)
        {
            if (terminal.IsJson)
            {
                terminal.Event("difference", json =>
                {
                    json.WriteString("place", difference.Place);
                    json.WriteString("before", difference.Before);
                    json.WriteString("after", difference.After);
                });
            }
            else terminal.Result(difference.ToString());
        }
        if (differences.Count == 0) terminal.Say(second is null && before.Local is null ? "There are no local overrides." : "They mean the same.");
        return ExitCodes.Success;
    }
}
