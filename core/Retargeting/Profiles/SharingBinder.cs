using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads the keys that matter when a profile is passed on: rig, promises, lineage, history, addresses.</summary>
internal static class SharingBinder
{
    private const string HashRule = "a SHA-256 of 64 digits 0-9 a-f";

    public static ProfileRig? ReadRig(YamlMap? map, IReadOnlyList<ProfileChannel> channels, ProfileIssueList issues)
    {
        if (map is null) return null;
        MapReader reader = new(map, "'rig'", issues);
        string name = reader.Text("name", ProfileShape.LongestName, required: true);
        string units = reader.Text("units", ProfileShape.LongestUnits);
        string sha256 = reader.Text("sha256", IdentifierRules.IsSha256, HashRule);
        YamlList? list = reader.ListOf("channels", Limits.ProfileChannels);
        reader.Finish();
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (YamlNode item in list?.Items ?? [])
        {
            string channel = reader.Text(item, "a channel of 'rig'", ProfileShape.LongestChannel);
            if (channel.Length > 0 && !names.Add(channel)) issues.Add(item, place => ProfileIssues.DuplicateKey(place, channel));
        }
        foreach (ProfileChannel channel in list is null ? [] : channels)
        {
            if (!names.Contains(channel.Rig.Name)) issues.Add(list!, place => ProfileIssues.UnknownName(place, "channel of the rig", channel.Rig.Name, names));
        }
        return new ProfileRig(name, units, sha256, [.. names]);
    }

    public static ProfileExpectation? ReadExpectation(YamlMap? map, IReadOnlyList<ProfileChannel> channels, ProfileIssueList issues)
    {
        if (map is null) return null;
        MapReader reader = new(map, "'expect'", issues);
        int? count = reader.Integer("channels", 1, Limits.ProfileChannels);
        string golden = reader.Text("golden", IdentifierRules.IsSha256, HashRule);
        reader.Finish();
        if (count is { } expected && expected != channels.Count)
            issues.Add(map, place => ProfileIssues.ExpectationMissed(place, FormattableString.Invariant($"it has {channels.Count} channels, not {expected}")));
        return new ProfileExpectation(count, golden);
    }

    public static ProfileOrigin? ReadOrigin(YamlMap? map, string ownId, ProfileIssueList issues)
    {
        if (map is null) return null;
        MapReader reader = new(map, "'based_on'", issues);
        string id = reader.Text("id", IdentifierRules.IsId, IdentifierRules.IdRule, required: true);
        SemanticVersion version = ReadVersion(reader);
        string sha256 = reader.Text("sha256", IdentifierRules.IsSha256, HashRule, required: true);
        reader.Finish();
        if (id.Length > 0 && id == ownId) issues.Add(map, place => ProfileIssues.SameIdAsOrigin(place, id));
        return new ProfileOrigin(id, version, sha256);
    }

    public static List<ProfileChange> ReadChangelog(MapReader profile, ProfileIssueList issues)
    {
        List<ProfileChange> changes = [];
        foreach (YamlNode item in profile.ListOf("changelog", ProfileShape.MostVersions)?.Items ?? [])
        {
            if (item is not YamlMap map)
            {
                issues.Add(item, place => ProfileIssues.WrongKind(place, "an entry of 'changelog'", "a map such as {version: 1.1.0, text: Softer jaw}"));
                continue;
            }
            MapReader reader = new(map, "an entry of 'changelog'", issues);
            SemanticVersion version = ReadVersion(reader);
            changes.Add(new ProfileChange(version, reader.Text("text", ProfileShape.LongestChange, required: true)));
            reader.Finish();
        }
        return changes;
    }

    /// <summary>An https address, or an empty text.</summary>
    public static string ReadAddress(MapReader reader, string key) =>
        reader.Text(key, IsAddress, "an https address of at most 200 characters");

    private static SemanticVersion ReadVersion(MapReader reader)
    {
        string text = reader.Text("version", text => SemanticVersion.TryParse(text, out _), "a version such as 1.0.0", required: true);
        _ = SemanticVersion.TryParse(text, out SemanticVersion version);
        return version;
    }

    private static bool IsAddress(string text) =>
        text.Length <= ProfileShape.LongestUrl && text.StartsWith("https://", StringComparison.Ordinal) && text.All(char.IsAscii)
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}
