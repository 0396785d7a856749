using System.CommandLine;

namespace Audio2Face.Modkit.Cli;

/// <summary>Options every command has.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print results as JSON lines (docs/commands.md lists the events).",
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Say more: still channels and why, stack traces of program faults.",
        Recursive = true,
    };
}
