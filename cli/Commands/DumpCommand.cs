using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Inspection;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f dump</c>: an animation file as text that a person reads and a diff compares.</summary>
internal static class DumpCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("dump", "Print an animation as text: what the face does, moment by moment.");
        Argument<string> file = new("FILE") { Description = "An animation file of any format that can be read back." };
        command.Arguments.Add(file);
        command.SetAction(parsed => Run(bench, parsed.GetValue(file)!));
        return command;
    }

    private static int Run(Workbench bench, string path)
    {
        (IReadableFormat format, RigTrack track) = AnimationFile.Read(bench.Plugins, path);
        AnimationDump.Write(bench.Terminal, path, format, track);
        return ExitCodes.Success;
    }
}
