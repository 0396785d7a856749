using System.CommandLine;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile</c>: everything about one profile, a verb each.</summary>
internal static class ProfileCommand
{
    public static Command Create(Workbench bench) => new("profile", "Make profiles.")
    {
        ProfileNewCommand.Create(bench),
    };
}
