using System.CommandLine;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f plugin</c>: what is done with one plugin.</summary>
internal static class PluginCommand
{
    public static Command Create(Workbench bench) => new("plugin", "Trust a plugin, or write one of your own.")
    {
        PluginNewCommand.Create(bench),
        PluginCheckCommand.Create(bench),
        PluginTrustCommand.Create(bench),
        PluginDistrustCommand.Create(bench),
    };
}
