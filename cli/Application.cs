using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Commands;
using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli;

/// <summary>Runs one command and turns every failure into issues and an exit code.</summary>
internal static class Application
{
    /// <summary>Parses and runs.</summary>
    /// <param name="arguments">As the shell gives them.</param>
    /// <param name="terminal">Where to speak.</param>
    /// <param name="homeFolder">The program's folder.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, string homeFolder)
    {
        using Workbench bench = new(terminal, homeFolder);
        RootCommand root = RootCommandFactory.Create(bench);
        // '@name' is a file name like any other, not a file of further arguments.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        terminal.IsJson = parsed.GetValue(CommonOptions.Json);
        terminal.IsVerbose = parsed.GetValue(CommonOptions.Verbose);

        bool wantsHelp = parsed.Action is HelpPage && (arguments.Length == 0 || parsed.UnmatchedTokens.Count == 0);
        IReadOnlyList<Issue> wrongUse = wantsHelp ? [] : UsageCheck.Find(parsed, arguments);
        if (wrongUse.Count > 0)
        {
            terminal.ReportFailure(wrongUse);
            return ExitCodes.WrongUse;
        }
        bench.PluginOptions = bench.PluginOptions with
        {
            OtherFolders = [.. bench.PluginOptions.OtherFolders, .. MorePluginFolders(), .. parsed.GetValue(CommonOptions.Plugins) ?? []],
            NamedFolders = parsed.GetValue(CommonOptions.Plugins) ?? [],
            TrustedSha256 = parsed.GetValue(CommonOptions.Trust) ?? [],
        };
        return await RunAsync(parsed, terminal);
    }

    /// <summary>Folders named by the environment, separated as those of PATH are.</summary>
    private static string[] MorePluginFolders() =>
        Environment.GetEnvironmentVariable("A2F_PLUGINS")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal)
    {
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Output,
                Error = terminal.Error,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(2),
            });
        }
        catch (ModkitException exception)
        {
            terminal.ReportFailure(exception.Issues);
            return ExitCodes.Of(exception.Issues);
        }
        catch (OperationCanceledException)
        {
            terminal.Say("Cancelled; nothing half-written is left behind.");
            return ExitCodes.Cancelled;
        }
        catch (Exception exception)
        {
            terminal.ReportFailure([UsageIssues.ProgramFault(exception)]);
            if (terminal.IsVerbose) terminal.Say(exception.ToString());
            return ExitCodes.ProgramFault;
        }
    }
}
