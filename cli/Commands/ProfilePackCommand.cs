using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile pack</c>: makes a package to be passed on.</summary>
internal static class ProfilePackCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("pack", "Pack a profile, and files about it, into one file to pass on.");
        Argument<string> name = ProfileCommand.Name();
        Option<string[]> add = new("--add") { Description = "README.md, LICENSE, preview.png or a short WAV; may be given several times.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        Option<string?> output = new("--output", "-o") { Description = "The package, a file or folder. Default: id and version in the current folder.", HelpName = "FILE" };
        Option<bool> overwrite = new("--overwrite") { Description = "Replace an existing package; its first version is kept as .bak." };
        command.Arguments.Add(name);
        command.Options.Add(add);
        command.Options.Add(output);
        command.Options.Add(overwrite);
        command.SetAction(parsed => Run(bench, parsed.GetValue(name)!, parsed.GetValue(add)!, parsed.GetValue(output), parsed.GetValue(overwrite)));
        return command;
    }

    private static int Run(Workbench bench, string name, string[] add, string? output, bool overwrite)
    {
        ProfileEntry entry = bench.Profiles.Find(name);
        Profile profile = entry.Profile ?? throw new ModkitException(entry.Issues);
        ProfilePackage package = ProfilePackage.Create(profile, [.. add.Select(ReadExtra)]);

        OutputTarget target = TargetOf(output, package.FileName);
        using OutputSet set = new(target, overwrite, entry.Path);
        using (Stream stream = set.Create(ProfilePackage.Extension)) stream.Write(package.Bytes.Span);
        OutputFile file = set.Commit()[0];
        if (bench.Terminal.IsJson)
        {
            bench.Terminal.Event("package", json =>
            {
                json.WriteString("path", file.Path);
                json.WriteString("id", profile.Id);
                json.WriteString("version", profile.Version.ToString());
                json.WriteNumber("bytes", file.LengthBytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteString("profileSha256", profile.SharedSha256);
                json.WriteStrings("files", package.FileNames);
            });
            return ExitCodes.Success;
        }
        bench.Terminal.Result($"{file.Path}  {file.Change}");
        bench.Terminal.Result(FormattableString.Invariant($"  {file.LengthBytes} bytes, sha256 {file.Sha256}"));
        bench.Terminal.Result($"  holds {string.Join(", ", package.FileNames)}");
        if (profile.Local is not null) bench.Terminal.Say($"Your overrides in {profile.Local.FileName} are not part of it.");
        return ExitCodes.Success;
    }

    private static OutputTarget TargetOf(string? output, string fileName)
    {
        bool isFolder = output is null || Path.EndsInDirectorySeparator(output) || Directory.Exists(output);
        string path = isFolder ? Path.Combine(output ?? ".", fileName) : output!;
        if (!path.EndsWith(ProfilePackage.Extension, StringComparison.OrdinalIgnoreCase)) path += ProfilePackage.Extension;
        return new OutputTarget(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path)[..^ProfilePackage.Extension.Length], ProfilePackage.Extension);
    }

    private static NamedFile ReadExtra(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Length > Limits.PackageEntryMebibytes * 1024 * 1024) throw new ModkitException(UsageIssues.BadValue("--add", file.Name, $"a file of at most {Limits.PackageEntryMebibytes} MiB"));
            return new NamedFile(file.Name, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(UsageIssues.UnknownFile(path), exception);
        }
    }
}
