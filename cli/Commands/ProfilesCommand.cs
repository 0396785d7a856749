using System.CommandLine;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profiles</c>: the character rigs there are.</summary>
internal static class ProfilesCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("profiles", "List the profiles (character rigs) that --profile takes by name.");
        command.SetAction(_ => Run(bench.Terminal, bench.Profiles.List()));
        return command;
    }

    private static int Run(Terminal terminal, IReadOnlyList<ProfileEntry> entries)
    {
        TextTable table = new("NAME", "VERSION", "WRITES", "CHANNELS", "WHAT IT IS FOR");
        foreach (ProfileEntry entry in entries)
        {
            if (terminal.IsJson) terminal.Event("profile", json => WriteMembers(json, entry));
            else foreach (Issue issue in entry.Issues) terminal.Report(issue);
            if (entry.Profile is not { } profile) table.Add(entry.Name, "-", "-", "-", "cannot be used, see above");
            else table.Add(entry.Name, profile.Version.ToString(), profile.Target.Format, $"{profile.Channels.Count}", profile.Summary);
        }
        if (!terminal.IsJson) terminal.Result(table);
        return ExitCodes.Success;
    }

    public static void WriteMembers(Utf8JsonWriter json, ProfileEntry entry)
    {
        json.WriteString("name", entry.Name);
        if (entry.Profile is { } profile)
        {
            json.WriteString("id", profile.Id);
            json.WriteString("version", profile.Version.ToString());
            json.WriteString("title", profile.Name);
            json.WriteString("summary", profile.Summary);
            json.WriteString("licence", profile.License);
            json.WriteString("plugin", profile.Target.Plugin);
            json.WriteString("format", profile.Target.Format);
            json.WriteNumber("channels", profile.Channels.Count);
            json.WriteRounded("framesPerSecond", profile.Timing.FrameRateFps);
            json.WriteString("sha256", profile.Sha256);
        }
        json.WriteIssues("issues", entry.Issues);
    }
}
