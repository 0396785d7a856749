using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Turns the tree of a profile's text into a <see cref="Profile"/>, field by field.</summary>
internal static class ProfileBinder
{
    private const int LongestName = ProfileShape.LongestName, LongestOption = ProfileShape.LongestOption, MostOptions = 64;
    private const double LowestRateFps = 1, HighestRateFps = 240;

    /// <summary>The profile, whole only when <paramref name="issues"/> holds no error.</summary>
    public static Profile Bind(YamlMap root, ProfileIssueList issues)
    {
        MapReader reader = new(root, "the profile", issues);
        ReadSchema(reader, issues);
        string id = reader.Text("id", IdentifierRules.IsId, IdentifierRules.IdRule, required: true);
        string version = reader.Text("version", text => SemanticVersion.TryParse(text, out _), "a version such as 1.0.0", required: true);
        _ = SemanticVersion.TryParse(version, out SemanticVersion parsedVersion);
        string name = reader.Text("name", LongestName, required: true);
        string summary = reader.Text("summary", ProfileShape.LongestSummary);
        IReadOnlyList<string> authors = ReadAuthors(reader, issues);
        string license = reader.Text("license", IdentifierRules.IsLicense, IdentifierRules.LicenseRule, required: true);
        ProfileGame? game = ReadGame(reader.MapOf("game"), issues);
        ProfileTarget target = ReadTarget(reader.MapOf("target", required: true), issues);
        ProfileOutput? output = OutputBinder.Bind(reader.MapOf("output"), issues);
        IReadOnlyList<ProfileChannel> channels = ChannelBinder.Bind(reader, issues);
        IReadOnlyList<CombineRule> rules = CombineBinder.Bind(reader.ListOf("combine", Limits.ProfileCombineRules), channels, issues);
        ProfileTiming timing = ReadTiming(reader.MapOf("timing"), issues);
        ProfileModel model = ModelBinder.Bind(reader.MapOf("model"), issues);
        IReadOnlyList<string> unsupported = ReadUnsupported(reader, issues);
        ProfileRig? rig = SharingBinder.ReadRig(reader.MapOf("rig"), channels, issues);
        ProfileExpectation? expect = SharingBinder.ReadExpectation(reader.MapOf("expect"), channels, issues);
        ProfileOrigin? basedOn = SharingBinder.ReadOrigin(reader.MapOf("based_on"), id, issues);
        IReadOnlyList<ProfileChange> changelog = SharingBinder.ReadChangelog(reader, issues);
        string homepage = SharingBinder.ReadAddress(reader, "homepage");
        string source = SharingBinder.ReadAddress(reader, "source");
        CheckExtensions(reader.MapOf("extensions"), issues);
        reader.Finish();
        return new Profile
        {
            Id = id,
            Version = parsedVersion,
            Name = name,
            Summary = summary,
            Authors = authors,
            License = license,
            Game = game,
            Target = target,
            Output = output,
            Channels = channels,
            CombineRules = rules,
            Timing = timing,
            Model = model,
            UnsupportedFaceChannels = unsupported,
            Rig = rig,
            Expect = expect,
            BasedOn = basedOn,
            Changelog = changelog,
            Homepage = homepage,
            Source = source,
            CanonicalText = "",
            Sha256 = "",
        };
    }

    private static void ReadSchema(MapReader reader, ProfileIssueList issues)
    {
        if (reader.Integer("schema", 1, int.MaxValue, required: true) is { } schema && schema > Profile.Schema)
            issues.Add(reader.Map, place => ProfileIssues.NewerSchema(place, schema));
    }

    private static List<string> ReadAuthors(MapReader reader, ProfileIssueList issues)
    {
        YamlList? list = reader.ListOf("authors", ProfileShape.MostAuthors, required: true);
        if (list is { Items.Count: 0 }) issues.Add(list, place => ProfileIssues.WrongKind(place, "'authors'", "a list of at least one name"));
        return list is null ? [] : [.. list.Items.Select(item => reader.Text(item, "an author", ProfileShape.LongestAuthor))];
    }

    private static ProfileGame? ReadGame(YamlMap? map, ProfileIssueList issues)
    {
        if (map is null) return null;
        MapReader reader = new(map, "'game'", issues);
        ProfileGame game = new(
            reader.Text("id", IdentifierRules.IsId, IdentifierRules.IdRule, required: true),
            reader.Text("edition", LongestName),
            reader.Text("versions", LongestName));
        reader.Finish();
        return game;
    }

    private static ProfileTarget ReadTarget(YamlMap? map, ProfileIssueList issues)
    {
        if (map is null) return new ProfileTarget("", 0, "");
        MapReader reader = new(map, "'target'", issues);
        ProfileTarget target = new(
            reader.Text("plugin", IdentifierRules.IsId, IdentifierRules.IdRule, required: true),
            reader.Integer("api_level", 1, 1_000) ?? PluginApi.Level,
            reader.Text("format", IdentifierRules.IsId, IdentifierRules.IdRule, required: true))
        {
            Options = ReadOptions(reader, issues),
        };
        reader.Finish();
        return target;
    }

    private static Dictionary<string, string> ReadOptions(MapReader reader, ProfileIssueList issues)
    {
        Dictionary<string, string> options = new(StringComparer.Ordinal);
        YamlMap? map = reader.MapOf("options");
        if (map is { Entries.Count: > MostOptions }) issues.Add(map, place => ProfileIssues.TooMany(place, "options", map.Entries.Count, MostOptions));
        foreach (YamlEntry entry in map?.Entries.Take(MostOptions) ?? [])
            options.TryAdd(entry.Key.Text, reader.Text(entry.Value, $"the option '{PrintableText.Show(entry.Key.Text)}'", LongestOption));
        return options;
    }

    private static ProfileTiming ReadTiming(YamlMap? map, ProfileIssueList issues)
    {
        if (map is null) return new ProfileTiming();
        MapReader reader = new(map, "'timing'", issues);
        ProfileTiming timing = new()
        {
            FrameRateFps = reader.Number("rate_fps", LowestRateFps, HighestRateFps),
            LeadMilliseconds = reader.Number("lead_ms", -500, 500) ?? 0,
            HoldMilliseconds = reader.Number("hold_ms", 0, 500) ?? 0,
            SettleMilliseconds = reader.Number("settle_ms", 0, 5_000) ?? 0,
            SmoothMilliseconds = reader.Number("smooth_ms", 0, 200) ?? 0,
            KeyTolerance = reader.Number("key_tolerance", 1e-6, 0.5),
            ShapeHoldMilliseconds = reader.Number("shape_hold_ms", 0, 1_000),
        };
        reader.Finish();
        return timing;
    }

    private static List<string> ReadUnsupported(MapReader reader, ProfileIssueList issues)
    {
        List<string> names = [];
        foreach (YamlNode item in reader.ListOf("unsupported", ArkitChannels.All.Count)?.Items ?? [])
        {
            string name = reader.Text(item, "an entry of 'unsupported'", LongestName);
            if (FaceGroups.Find(name) is { } channels) names.AddRange(channels);
            else if (name.Length > 0) issues.Add(item, place => ProfileIssues.UnknownName(place, "ARKit channel", name, FaceGroups.WordsAndChannels));
        }
        return names;
    }

    private static void CheckExtensions(YamlMap? map, ProfileIssueList issues)
    {
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            if (!entry.Key.Text.StartsWith("x-", StringComparison.Ordinal))
                issues.Add(entry.Key, place => ProfileIssues.BadText(place, "a key of 'extensions'", entry.Key.Text, "a name that starts with 'x-'"));
        }
    }
}
