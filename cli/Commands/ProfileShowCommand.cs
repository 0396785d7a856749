using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile show</c>: everything a person wants to know of a profile.</summary>
internal static class ProfileShowCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("show", "Show a profile: who, what for, hash, lineage, local overrides, channels.");
        Argument<string> name = ProfileCommand.Name();
        command.Arguments.Add(name);
        command.SetAction(parsed => Show(bench, parsed.GetValue(name)!));
        return command;
    }

    /// <summary>Shows the profile of a name, id or path.</summary>
    /// <exception cref="ModkitException">It cannot be read.</exception>
    public static int Show(Workbench bench, string name)
    {
        ProfileEntry entry = bench.Profiles.Find(name);
        Profile profile = entry.Profile ?? throw new ModkitException(entry.Issues);
        IReadOnlyList<(ProfileOrigin Origin, Profile? Profile)> lineage = ProfileLineage.Of(profile, bench.KnownProfiles, Path.GetFileName(entry.Path));
        string golden = GoldenFrames.Hash(profile);
        if (bench.Terminal.IsJson) WriteEvent(bench.Terminal, entry, profile, lineage, golden);
        else WriteText(bench.Terminal, entry, profile, lineage, golden);
        return ExitCodes.Success;
    }

    private static void WriteText(Terminal terminal, ProfileEntry entry, Profile profile, IReadOnlyList<(ProfileOrigin Origin, Profile? Profile)> lineage, string golden)
    {
        void Line(string name, string value)
        {
            if (value.Length > 0) terminal.Result($"  {name,-10} {value}");
        }
        terminal.Result($"{profile.Id} {profile.Version}: {profile.Name}");
        Line("summary", profile.Summary);
        Line("authors", string.Join(", ", profile.Authors));
        Line("licence", profile.License);
        Line("game", profile.Game is { } game ? string.Join(", ", new[] { game.Id, game.Edition, game.Versions }.Where(part => part.Length > 0)) : "");
        Line("writes", $"{profile.Target.Format} (plugin {profile.Target.Plugin}, contract {profile.Target.ApiLevel.ToString(CultureInfo.InvariantCulture)})");
        foreach ((string option, string value) in profile.Target.Options.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Line("", $"{option} = {value}");
        Line("to", profile.Output?.Path ?? "");
        Line("rig", profile.Rig is { } rig ? $"{rig.Name}{(rig.Units.Length > 0 ? $", in {rig.Units}" : "")}{(rig.Channels.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rig.Channels.Count} channels") : "")}" : "");
        Line("mesh", profile.Rig?.MeshSha256 ?? "");
        Line("homepage", profile.Homepage);
        Line("source", profile.Source);
        Line("file", entry.Path);
        Line("hash", $"{profile.ShortSha256}  ({profile.Sha256})");
        if (profile.Local is { } local)
            Line("", $"with {local.FileName}; without it {local.SharedSha256[..Profile.ShortHashLength]}");
        Line("golden", golden + (profile.Expect?.GoldenSha256 == golden ? "  (as promised)" : ""));
        foreach ((ProfileOrigin origin, Profile? ancestor) in lineage)
        {
            string state = ancestor is null ? "not here" : ancestor.SharedSha256 == origin.Sha256 ? "here, the same" : $"here as {ancestor.Version}, changed";
            Line("based on", $"{origin.Id} {origin.Version}, {origin.Sha256[..Profile.ShortHashLength]}, {state}");
        }
        foreach (ProfileChange change in profile.Changelog) Line("changed", $"{change.Version}: {change.Text}");
        foreach (string line in ProfileWords.Timing(profile.Timing)) Line("timing", line);
        foreach (string line in ProfileWords.Model(profile.Model)) Line("model", line);
        Line("cannot", ProfileWords.FaceChannels(profile.UnsupportedFaceChannels));
        terminal.Result();
        TextTable table = new("  CHANNEL", "RANGE", "REST", "MOVED BY");
        foreach (ProfileChannel channel in profile.Channels)
        {
            RigChannel rigChannel = channel.Rig;
            table.Add("  " + rigChannel.Name, $"{ProfileWords.Number(rigChannel.Minimum)}..{ProfileWords.Number(rigChannel.Maximum)}", ProfileWords.Number(rigChannel.Rest), ProfileWords.Sources(channel));
        }
        terminal.Result(table);
        for (int i = 0; i < profile.CombineRules.Count; i++)
            terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  rule {i + 1}: {ProfileWords.Rule(profile, profile.CombineRules[i])}"));
        if (profile.Local is null) return;
        terminal.Result();
        foreach (ProfileDifference difference in ProfileComparison.Compare(profile.Local.SharedText, profile.CanonicalText)) terminal.Result($"  local {difference}");
    }

    private static void WriteEvent(Terminal terminal, ProfileEntry entry, Profile profile, IReadOnlyList<(ProfileOrigin Origin, Profile? Profile)> lineage, string golden) =>
        terminal.Event("profile", json =>
        {
            ProfilesCommand.WriteMembers(json, entry);
            json.WriteString("file", entry.Path);
            json.WriteStrings("authors", profile.Authors);
            json.WriteString("homepage", profile.Homepage);
            json.WriteString("source", profile.Source);
            json.WriteString("game", profile.Game?.Id);
            json.WriteString("rig", profile.Rig?.Name);
            json.WriteString("golden", golden);
            json.WriteString("sharedSha256", profile.SharedSha256);
            json.WriteString("local", profile.Local?.FileName);
            json.WriteStartArray("lineage");
            foreach ((ProfileOrigin origin, Profile? ancestor) in lineage)
            {
                json.WriteStartObject();
                json.WriteString("id", origin.Id);
                json.WriteString("version", origin.Version.ToString());
                json.WriteString("sha256", origin.Sha256);
                json.WriteBoolean("here", ancestor?.SharedSha256 == origin.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("text", profile.CanonicalText);
        });
}
