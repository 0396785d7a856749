using System.CommandLine;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile</c>: everything one does with profiles, a verb each.</summary>
internal static class ProfileCommand
{
    public static Command Create(Workbench bench) => new("profile", "Make, check, explain, compare and share profiles (character rigs).")
    {
        ProfileNewCommand.Create(bench),
        ProfileCheckCommand.Create(bench),
        ProfileShowCommand.Create(bench),
        ProfileExplainCommand.Create(bench),
        ProfileDiffCommand.Create(bench),
        ProfileFormatCommand.Create(bench),
        ProfilePackCommand.Create(bench),
        ProfileInstallCommand.Create(bench),
        ProfileIndexCommand.Create(bench),
    };

    /// <summary>The argument of verbs that work on one profile.</summary>
    public static Argument<string> Name(string name = "NAME") => new(name) { Description = "A profile's name, id, id@version or file." };
}
