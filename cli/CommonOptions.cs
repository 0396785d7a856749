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

    public static Option<string[]> Plugins { get; } = new("--plugins")
    {
        Description = "A folder with more plugins; may be given several times. They are loaded only when they are trusted.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    public static Option<string[]> Trust { get; } = new("--trust")
    {
        Description = "SHA-256 of a plugin that may run this once; may be given several times.",
        HelpName = "SHA256",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [Json, Verbose, Plugins, Trust];
}
