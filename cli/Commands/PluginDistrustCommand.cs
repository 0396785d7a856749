using System.CommandLine;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f plugin distrust</c>: takes back what <c>a2f plugin trust</c> gave.</summary>
internal static class PluginDistrustCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("distrust", "Do not let a plugin run any more.");
        Argument<string> plugin = new("PLUGIN") { Description = "Its id or its folder." };
        command.Arguments.Add(plugin);
        command.SetAction(parsed => Run(bench, parsed.GetValue(plugin)!));
        return command;
    }

    private static int Run(Workbench bench, string name)
    {
        PluginTrustFile file = new(bench);
        // A plugin that is gone is still to be distrusted: by the words the user gave.
        PluginStatus? plugin = file.Find(name);
        string id = plugin?.Id ?? name, folder = plugin?.Folder ?? Path.TrimEndingDirectorySeparator(Path.GetFullPath(name));
        bool wasTrusted = false;
        file.Change(trust =>
        {
            PluginTrust without = trust.Without(id, folder);
            wasTrusted = without.ToString() != trust.ToString();
            return without;
        });
        bench.Terminal.Say(wasTrusted ? $"{id} is not trusted any more." : $"{id} was not trusted.");
        return ExitCodes.Success;
    }
}
