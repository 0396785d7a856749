using System.Text;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Cli.Text;

// Answered before anything is loaded: scripts and the launcher ask for it often.
if (args is ["--version"])
{
    Console.WriteLine(ProgramVersion.Number);
    return ExitCodes.Success;
}

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Application.RunAsync(args, Terminal.OfProcess(), AppContext.BaseDirectory);
