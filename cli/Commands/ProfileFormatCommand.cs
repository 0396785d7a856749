using System.CommandLine;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile format</c>: writes profiles in their canonical form.</summary>
internal static class ProfileFormatCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("format", "Rewrite profile files in the canonical form.");
        Argument<string[]> files = new("FILE") { Description = "Profile files.", Arity = ArgumentArity.OneOrMore };
        Option<bool> check = new("--check") { Description = "Change nothing; tell which files are not in the canonical form." };
        Option<bool> dropComments = new("--drop-comments") { Description = "Format files with comments too; the comments are lost." };
        command.Arguments.Add(files);
        command.Options.Add(check);
        command.Options.Add(dropComments);
        command.SetAction(parsed => Run(bench.Terminal, parsed.GetValue(files)!, parsed.GetValue(check), parsed.GetValue(dropComments)));
        return command;
    }

    private static int Run(Terminal terminal, string[] files, bool onlyCheck, bool dropComments)
    {
        List<IReadOnlyList<Issue>> failures = [];
        foreach (string file in files)
        {
            (string change, IReadOnlyList<Issue> issues) = Format(file, onlyCheck, dropComments);
            if (issues.Count > 0) failures.Add(issues);
            if (terminal.IsJson)
            {
                terminal.Event("format", json =>
                {
                    json.WriteString("file", file);
                    json.WriteString("change", change);
                    json.WriteIssues("issues", issues);
                });
                continue;
            }
            foreach (Issue issue in issues) terminal.Report(issue);
            terminal.Result($"{file}: {change}");
        }
        return failures.Count == 0 ? ExitCodes.Success
            : failures.Count < files.Length ? ExitCodes.SomeLinesFailed
            : ExitCodes.OfAll(failures);
    }

    private static (string Change, IReadOnlyList<Issue> Issues) Format(string file, bool onlyCheck, bool dropComments)
    {
        string name = Path.GetFileName(file);
        (string? text, Issue? unreadable) = ProfileFile.ReadText(file);
        if (text is null) return ("failed", [unreadable!]);
        (string? canonical, IReadOnlyList<Issue> issues) = ProfileFormatter.Format(text, name, dropComments);
        if (canonical is null) return ("failed", issues);
        if (ProfileFormatter.Compare(text, canonical, name) is not { } difference) return ("unchanged", []);
        if (onlyCheck) return ("differs", [difference]);
        using AtomicFile output = AtomicFile.Begin(file);
        output.Stream.Write(Encoding.UTF8.GetBytes(canonical));
        output.Commit();
        return ("formatted", []);
    }
}
