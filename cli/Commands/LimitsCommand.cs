using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f limits</c>: what untrusted input is held to.</summary>
internal static class LimitsCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("limits", "List the limits that recordings, profiles, models and plugins are held to.");
        command.SetAction(_ => Run(bench.Terminal));
        return command;
    }

    private static int Run(Terminal terminal)
    {
        if (terminal.IsJson)
        {
            foreach ((string thing, int value, string unit) in Limits.All)
            {
                terminal.Event("limit", json =>
                {
                    json.WriteString("thing", thing);
                    json.WriteNumber("value", value);
                    json.WriteString("unit", unit);
                });
            }
            return ExitCodes.Success;
        }
        TextTable table = new("WHAT", "LIMIT");
        foreach ((string thing, int value, string unit) in Limits.All)
            table.Add(thing, value.ToString("N0", CultureInfo.InvariantCulture) + " " + unit);
        terminal.Result(table);
        return ExitCodes.Success;
    }
}
