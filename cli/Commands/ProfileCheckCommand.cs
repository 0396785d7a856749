using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile check</c>: everything wrong with profiles, at once.</summary>
internal static class ProfileCheckCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("check", "Tell everything that is wrong with profiles.");
        Argument<string[]> files = new("FILE") { Description = "Profile files, or names of profiles.", Arity = ArgumentArity.OneOrMore };
        command.Arguments.Add(files);
        command.SetAction(parsed => Run(bench, parsed.GetValue(files)!));
        return command;
    }

    private static int Run(Workbench bench, string[] files)
    {
        Terminal terminal = bench.Terminal;
        List<IReadOnlyList<Issue>> failures = [];
        foreach (string file in files)
        {
            (Profile? profile, IReadOnlyList<Issue> issues) = Check(bench, file);
            bool isSound = issues.All(issue => issue.Severity != IssueSeverity.Error);
            if (!isSound) failures.Add(issues);
            if (terminal.IsJson)
            {
                terminal.Event("check", json =>
                {
                    json.WriteString("file", file);
                    json.WriteBoolean("sound", isSound);
                    json.WriteString("id", profile?.Id);
                    json.WriteString("sha256", profile?.Sha256);
                    json.WriteIssues("issues", issues);
                });
                continue;
            }
            foreach (Issue issue in issues) terminal.Report(issue);
            terminal.Result(isSound ? $"{file}: sound, {profile!.Id} {profile.Version}, {profile.ShortSha256}" : $"{file}: {issues.Count} found");
        }
        return failures.Count == 0 ? ExitCodes.Success
            : failures.Count < files.Length ? ExitCodes.SomeLinesFailed
            : ExitCodes.OfAll(failures);
    }

    private static (Profile? Profile, IReadOnlyList<Issue> Issues) Check(Workbench bench, string file)
    {
        try
        {
            ProfileEntry entry = bench.Profiles.Find(file);
            if (entry.Profile is not { } profile) return (null, entry.Issues);
            string place = Path.GetFileName(entry.Path);
            _ = ProfileLineage.Of(profile, bench.KnownProfiles, place);
            return (profile, [.. entry.Issues, .. GoldenFrames.Check(profile, place), .. TargetIssues(bench, profile, place)]);
        }
        catch (ModkitException exception)
        {
            return (null, exception.Issues);
        }
    }

    /// <summary>Whether the format is there and has the profile's channels, told by mapping a face at rest for it.</summary>
    private static IEnumerable<Issue> TargetIssues(Workbench bench, Profile profile, string place)
    {
        FormatDescription format;
        try
        {
            format = bench.Plugins.GetFormat(profile.Target.Format, profile.Target.Plugin).Description;
        }
        catch (ModkitException exception)
        {
            // The profile may be sound all the same: its plugin is not on this machine.
            return exception.Issues.Select(issue => issue with { Severity = IssueSeverity.Warning });
        }
        try
        {
            RigMapper mapper = new(profile, MappingOptions.For(format, format.DefaultFrameRateFps));
            CurveTable rest = new(format.DefaultFrameRateFps, 0, ArkitChannels.All, new float[ArkitChannels.All.Count]);
            return mapper.Map(new FaceTrack { Weights = rest }).Report.ToIssues(place);
        }
        catch (ModkitException exception)
        {
            return exception.Issues;
        }
    }
}
