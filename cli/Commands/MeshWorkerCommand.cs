using System.CommandLine;
using Audio2Face.Modkit.Meshes;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f mesh-worker</c>: reads a mesh for another process of the program and answers in binary. Not for people.</summary>
internal static class MeshWorkerCommand
{
    public static Command Create()
    {
        Command command = new("mesh-worker", "Read a mesh for another process.") { Hidden = true };
        Argument<string> file = new("FILE");
        command.Arguments.Add(file);
        command.SetAction(parsed =>
        {
            using Stream answer = Console.OpenStandardOutput();
            MeshWorker.Run(parsed.GetValue(file)!, answer);
            return ExitCodes.Success;
        });
        return command;
    }
}
