using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Inspection;
using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f inspect</c>: what is in a file.</summary>
internal static class InspectCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("inspect", "Say what is in a recording, an animation, a character's mesh, a profile, a model or a provenance record.");
        Argument<string[]> files = new("FILE") { Description = "Files, or folders of models.", Arity = ArgumentArity.OneOrMore };
        command.Arguments.Add(files);
        command.SetAction((parsed, cancellation) => RunAsync(bench, parsed.GetValue(files)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Workbench bench, string[] files, CancellationToken cancellation)
    {
        Terminal terminal = bench.Terminal;
        Inspector inspector = new(bench);
        List<IReadOnlyList<Issue>> failures = [];
        foreach (string file in files)
        {
            try
            {
                await inspector.InspectAsync(file, cancellation);
            }
            catch (ModkitException exception)
            {
                failures.Add(exception.Issues);
                terminal.ReportFailure(exception.Issues);
            }
        }
        return failures.Count == 0 ? ExitCodes.Success
            : failures.Count < files.Length ? ExitCodes.SomeLinesFailed
            : ExitCodes.OfAll(failures);
    }
}
