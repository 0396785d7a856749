using System.CommandLine;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile explain</c>: why a channel moves as it does.</summary>
internal static class ProfileExplainCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("explain", "Say what drives a rig channel and what changes it afterwards, or which rig channels a source reaches.");
        Argument<string> name = ProfileCommand.Name();
        Argument<string> channel = new("CHANNEL") { Description = "A channel of the rig, an ARKit channel, or a source such as mouth.AA." };
        command.Arguments.Add(name);
        command.Arguments.Add(channel);
        command.SetAction(parsed => Run(bench, parsed.GetValue(name)!, parsed.GetValue(channel)!));
        return command;
    }

    private static int Run(Workbench bench, string name, string channel)
    {
        Profile profile = bench.Profiles.Load(name);
        foreach (ChannelExplanation explanation in ChannelExplanation.Of(profile, channel))
        {
            if (bench.Terminal.IsJson) WriteEvent(bench.Terminal, explanation);
            else WriteText(bench.Terminal, explanation, profile);
        }
        return ExitCodes.Success;
    }

    private static void WriteText(Terminal terminal, ChannelExplanation explanation, Profile profile)
    {
        terminal.Result($"{explanation.Name}, {(explanation.IsSource ? "a source of the face" : $"a channel of {profile.Name}")}");
        foreach (string line in explanation.Lines) terminal.Result("  " + line);
        if (explanation.Reaches.Count == 0) return;
        terminal.Result(explanation.IsSource ? "  alone at 1 it brings:" : "  alone at 1 these bring it to:");
        foreach ((string name, double value) in explanation.Reaches) terminal.Result($"    {name,-24} {ProfileWords.Number(value)}");
    }

    private static void WriteEvent(Terminal terminal, ChannelExplanation explanation) => terminal.Event("explanation", json =>
    {
        json.WriteString("name", explanation.Name);
        json.WriteString("kind", explanation.IsSource ? "source" : "channel");
        json.WriteStrings("lines", explanation.Lines);
        json.WriteStartArray("reaches");
        foreach ((string name, double value) in explanation.Reaches)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteRounded("value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
