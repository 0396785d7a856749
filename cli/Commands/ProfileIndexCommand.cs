using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile index</c>: lists of packages that any web host can serve.</summary>
internal static class ProfileIndexCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("index", "Build, list or check an index of packages: one static file that any web host can serve.");
        Argument<string> action = new("ACTION") { Description = "build (write FOLDER/index.json), list, or check (hold the packages to it)." };
        action.AcceptOnlyFromAmong("build", "list", "check");
        Argument<string> folder = new("FOLDER") { Description = "The folder of packages; for list also the index's file." };
        command.Arguments.Add(action);
        command.Arguments.Add(folder);
        command.SetAction(parsed => Run(bench.Terminal, parsed.GetValue(action)!, parsed.GetValue(folder)!));
        return command;
    }

    private static int Run(Terminal terminal, string action, string folder)
    {
        if (action == "build") return Build(terminal, folder);
        ProfileIndex index = ProfileIndexReader.Open(folder);
        if (action == "list")
        {
            List(terminal, index);
            return ExitCodes.Success;
        }
        IReadOnlyList<Issue> issues = ProfileIndexBuilder.Check(index, folder);
        if (issues.Count > 0)
        {
            terminal.ReportFailure(issues);
            return ExitCodes.Of(issues);
        }
        WriteIndex(terminal, folder, index, "sound");
        return ExitCodes.Success;
    }

    private static int Build(Terminal terminal, string folder)
    {
        string path = Path.Combine(folder, ProfileIndex.FileName);
        if (!Directory.Exists(folder)) throw new ModkitException(UsageIssues.UnknownFile(folder));
        ProfileIndex? before = File.Exists(path) ? ProfileIndexReader.Open(path) : null;
        ProfileIndex index = ProfileIndexBuilder.Build(folder, before, DateTimeOffset.UtcNow);
        using (AtomicFile file = AtomicFile.Begin(path))
        {
            file.Stream.Write(ProfileIndexBuilder.Write(index));
            file.Commit();
        }
        WriteIndex(terminal, path, index, "written");
        return ExitCodes.Success;
    }

    private static void WriteIndex(Terminal terminal, string path, ProfileIndex index, string state)
    {
        if (!terminal.IsJson)
        {
            terminal.Result(FormattableString.Invariant($"{path}: {state}, {index.Items.Count} packages, {index.Blocked.Count} blocked"));
            return;
        }
        terminal.Event("index", json =>
        {
            json.WriteString("path", path);
            json.WriteString("state", state);
            json.WriteNumber("packages", index.Items.Count);
            json.WriteNumber("blocked", index.Blocked.Count);
        });
    }

    private static void List(Terminal terminal, ProfileIndex index)
    {
        TextTable table = new("ID", "VERSION", "WRITES", "LICENCE", "SHA256", "WHAT IT IS FOR");
        foreach (ProfileIndexItem item in index.Items)
        {
            BlockedPackage? block = index.FindBlock(item.Id, item.Version, item.Sha256);
            table.Add(item.Id, item.Version.ToString(), item.Target, item.License, item.Sha256[..Profile.ShortHashLength], block is null ? item.Summary : $"BLOCKED: {block.Reason}");
            if (!terminal.IsJson) continue;
            terminal.Event("package", json =>
            {
                json.WriteString("id", item.Id);
                json.WriteString("version", item.Version.ToString());
                json.WriteString("name", item.Name);
                json.WriteString("summary", item.Summary);
                json.WriteString("game", item.Game);
                json.WriteString("format", item.Target);
                json.WriteString("licence", item.License);
                json.WriteNumber("bytes", item.SizeBytes);
                json.WriteString("sha256", item.Sha256);
                json.WriteString("url", item.Url);
                json.WriteString("blocked", block?.Reason);
            });
        }
        if (!terminal.IsJson) terminal.Result(table);
    }
}
