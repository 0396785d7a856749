using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile install</c>: puts packages into the user's profile folder.</summary>
internal static class ProfileInstallCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("install", "Verify packages and install their profiles, beside versions that are there.");
        Argument<string[]> packages = new("PACKAGE") { Description = "Package files; with --index also ids or id@version.", Arity = ArgumentArity.OneOrMore };
        Option<string?> index = new("--index") { Description = "An index (file or folder) that must vouch for the packages.", HelpName = "DIR" };
        Option<string?> profiles = new("--profiles") { Description = "Where to install. Default: the profiles folder among the user's data.", HelpName = "DIR" };
        command.Arguments.Add(packages);
        command.Options.Add(index);
        command.Options.Add(profiles);
        command.SetAction(parsed => Run(bench.Terminal, parsed.GetValue(packages)!, parsed.GetValue(index), parsed.GetValue(profiles)));
        return command;
    }

    private static int Run(Terminal terminal, string[] names, string? indexPath, string? folder)
    {
        folder ??= Workbench.ProfileFolder ?? throw new ModkitException(UsageIssues.BadArgument("--profiles", "You have no folder for data on this system.", "a2f profile install"));
        ProfileIndex? index = indexPath is null ? null : ProfileIndexReader.Open(indexPath);
        // All packages are read and verified before the first one is installed.
        List<ProfilePackage> packages = [];
        foreach (string name in names)
        {
            ProfilePackage package = ProfileInstaller.Open(index is null || File.Exists(name) ? name : index.Locate(name, FolderOf(indexPath!)));
            index?.Require(package);
            packages.Add(package);
        }
        foreach (ProfilePackage package in packages)
        {
            (string home, bool wasThere) = ProfileInstaller.Install(package, folder);
            Profile profile = package.Profile;
            if (!terminal.IsJson)
            {
                terminal.Result($"{profile.Id} {profile.Version}, {profile.ShortSha256}: {(wasThere ? "was installed already" : "installed")} in {home}");
                continue;
            }
            terminal.Event("installed", json =>
            {
                json.WriteString("id", profile.Id);
                json.WriteString("version", profile.Version.ToString());
                json.WriteString("sha256", profile.Sha256);
                json.WriteString("package", package.Sha256);
                json.WriteString("folder", home);
                json.WriteBoolean("wasThere", wasThere);
            });
        }
        return ExitCodes.Success;
    }

    private static string FolderOf(string index) => Directory.Exists(index) ? index : Path.GetDirectoryName(Path.GetFullPath(index))!;
}
