using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f plugin new</c>: writes a project that builds.</summary>
internal static class PluginNewCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("new", "Write a plugin project with a format that works, to be changed into yours.");
        Argument<string> name = new("NAME") { Description = "The format's id: lower-case words joined by '-', such as my-format." };
        Option<string?> folder = new("--folder") { Description = "Where to write it. Default: a folder of that name here.", HelpName = "DIR" };
        Option<string> author = new("--author") { Description = "The first word of the plugin's id. Default: me.", HelpName = "WORD", DefaultValueFactory = _ => "me" };
        Option<string> kind = new("--kind")
        {
            Description = "What a file holds: frames, all channels at an even rate; or shapes, one at a time, with a profile that chooses them.",
            DefaultValueFactory = _ => PluginTemplate.Kinds[0],
        };
        kind.AcceptOnlyFromAmong([.. PluginTemplate.Kinds]);
        command.Arguments.Add(name);
        command.Options.Add(kind);
        command.Options.Add(folder);
        command.Options.Add(author);
        command.SetAction(parsed => Run(bench, parsed.GetValue(name)!, parsed.GetValue(kind)!, parsed.GetValue(folder), parsed.GetValue(author)!));
        return command;
    }

    private static int Run(Workbench bench, string name, string kind, string? folder, string author)
    {
        if (!PluginNames.IsWords(name)) throw new ModkitException(UsageIssues.BadValue("NAME", name, "made of words of a-z and 0-9, each beginning with a letter, joined by '-'"));
        if (!PluginNames.IsWords(author)) throw new ModkitException(UsageIssues.BadValue("--author", author, "made of words of a-z and 0-9, each beginning with a letter, joined by '-'"));
        if (bench.Plugins.Plugins.FirstOrDefault(plugin => plugin.Formats.Contains(name)) is { } other)
            throw new ModkitException(UsageIssues.BadValue("NAME", name, $"free: the plugin '{other.Id}' has a format of this id"));
        string target = folder ?? name;
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new ModkitException(UsageIssues.FolderTaken(target));

        PluginTemplate template = new(name, kind, author, bench.HomeFolder);
        IReadOnlyList<string> files = template.Write(target);
        if (bench.Terminal.IsJson)
        {
            bench.Terminal.Event("project", json =>
            {
                json.WriteString("id", template.Id);
                json.WriteString("folder", target);
                json.WriteStrings("files", files);
            });
            return ExitCodes.Success;
        }
        foreach (string file in files) bench.Terminal.Result(Path.Combine(target, file));
        bench.Terminal.Say($"Now: dotnet build {target}, then a2f plugin trust {Path.Combine(target, "build")} --dev. README.md there goes on.");
        return ExitCodes.Success;
    }
}
