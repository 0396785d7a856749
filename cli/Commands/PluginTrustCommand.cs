using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f plugin trust</c>: shows what a plugin is and lets it run if the user says so.</summary>
internal static class PluginTrustCommand
{
    public static Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask." };

    public static Command Create(Workbench bench)
    {
        Command command = new("trust", "Let a plugin that did not come with the program run.");
        Argument<string> plugin = new("PLUGIN") { Description = "Its id, as 'a2f plugins' lists it, or its folder." };
        Option<bool> developer = new("--dev") { Description = "Trust the folder, whatever is built into it: for a plugin you write yourself." };
        command.Arguments.Add(plugin);
        command.Options.Add(developer);
        command.Options.Add(Yes);
        command.SetAction(parsed => Run(bench, parsed.GetValue(plugin)!, parsed.GetValue(developer), parsed.GetValue(Yes)));
        return command;
    }

    private static int Run(Workbench bench, string name, bool isDeveloper, bool isAgreed)
    {
        PluginTrustFile file = new(bench);
        PluginStatus plugin = file.Find(name) ?? throw new ModkitException(UsageIssues.UnknownPlugin(name, bench.Plugins.Plugins.Select(other => other.Id)));
        bool byFolder = isDeveloper || plugin.Origin == PluginOrigin.Developer;
        // What is trusted already, or needs no trust, may still be asked for as a folder.
        if (plugin.State is PluginState.Failed or PluginState.Blocked) throw new ModkitException(plugin.Issue!);
        Show(bench.Terminal, plugin, byFolder);
        if (plugin.State != PluginState.NeedsConsent && !(byFolder && plugin.Origin != PluginOrigin.Developer))
        {
            bench.Terminal.Say($"{plugin.Id} is trusted already.");
            return ExitCodes.Success;
        }
        if (!isAgreed && !bench.Terminal.Ask("Let it run?"))
        {
            if (plugin.Issue is { } issue) throw new ModkitException(issue);
            return ExitCodes.Success;
        }
        file.Change(trust => byFolder ? trust.WithFolder(plugin.Folder) : trust.WithHash(plugin.Sha256, plugin.Id, plugin.Version));
        bench.Terminal.Say(byFolder ? $"Code in {plugin.Folder} may run from now on." : $"{plugin.Id} {plugin.Version} may run from now on, as long as no byte of it changes.");
        return ExitCodes.Success;
    }

    private static void Show(Terminal terminal, PluginStatus plugin, bool byFolder)
    {
        if (terminal.IsJson)
        {
            PluginsCommand.WriteEvent(terminal, plugin);
            return;
        }
        TextTable table = new("PLUGIN", $"{plugin.Id} {plugin.Version}");
        table.Add("name", plugin.Name);
        table.Add("made by", string.Join(", ", plugin.Authors));
        table.Add("licence", plugin.License);
        table.Add("source", plugin.Source?.ToString() ?? "not said");
        table.Add("says it will", plugin.Permissions.Count == 0 ? "only read and write animation files" : string.Join(", ", plugin.Permissions));
        table.Add("folder", plugin.Folder);
        foreach ((string file, long lengthBytes) in plugin.Files) table.Add("file", string.Create(CultureInfo.InvariantCulture, $"{file}, {lengthBytes} bytes"));
        table.Add("SHA-256", plugin.Sha256);
        terminal.Result(table);
        terminal.Say("Its code runs with all your rights: it can read, change, delete and send whatever you can. Nothing holds it to what it says it will do.");
        if (byFolder) terminal.Say("You trust the folder: whatever lies in it later runs too, without being asked for again.");
    }
}
