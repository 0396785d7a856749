using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f plugin check</c>: whether a plugin keeps the contract, from its manifest to its unloading.</summary>
internal static class PluginCheckCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("check", "Check a plugin: its manifest, what it writes and reads, whether it can be unloaded.");
        Argument<string> folder = new("FOLDER") { Description = "The folder with plugin.json and the code." };
        Option<bool> yes = new("--yes", "-y") { Description = "Run its code though it is not trusted." };
        command.Arguments.Add(folder);
        command.Options.Add(yes);
        command.SetAction((parsed, _) => RunAsync(bench, parsed.GetValue(folder)!, parsed.GetValue(yes)));
        return command;
    }

    private static async Task<int> RunAsync(Workbench bench, string folder, bool isTrusted)
    {
        if (!File.Exists(Path.Combine(folder, "plugin.json"))) throw new ModkitException(UsageIssues.UnknownPlugin(folder, []));
        Terminal terminal = bench.Terminal;
        int bad = 0;
        // Some formats take the channels of one kind of rig only; a profile that is made for the format knows them.
        Dictionary<string, IReadOnlyList<RigChannel>> rigs = bench.KnownProfiles.DistinctBy(profile => profile.Target.Format)
            .ToDictionary(profile => profile.Target.Format, profile => (IReadOnlyList<RigChannel>)[.. profile.Channels.Select(channel => channel.Rig)]);
        Issue? obstacle = await PluginCheck.RunAsync(bench.PluginOptions, Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), isTrusted, rigs, finding =>
        {
            if (!finding.IsGood) bad++;
            if (terminal.IsJson)
            {
                terminal.Event("check", json =>
                {
                    json.WriteString("what", finding.What);
                    json.WriteBoolean("good", finding.IsGood);
                    json.WriteString("detail", finding.Detail);
                });
            }
            else terminal.Result($"{(finding.IsGood ? "ok   " : "BAD  ")} {finding.What}{(finding.Detail.Length == 0 ? "" : ": ")}{finding.Detail}");
        });
        if (obstacle is not null) throw new ModkitException(obstacle);
        return bad == 0 ? ExitCodes.Success : ExitCodes.Plugin;
    }
}
