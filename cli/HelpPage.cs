using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Audio2Face.Modkit.Cli;

/// <summary>The parser's help, with the exit codes below the list of commands.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    /// <summary>Help is an answer, whatever else is wrong with the command line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction().Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Exit codes:");
            foreach ((int code, string meaning) in ExitCodes.All) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {code,3}  {meaning}"));
        }
        return ExitCodes.Success;
    }
}
