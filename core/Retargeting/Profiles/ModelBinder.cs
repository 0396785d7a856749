using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads what a profile would like of the face model.</summary>
internal static class ModelBinder
{
    private const int LongestIdentity = ProfileShape.LongestName;

    /// <summary>The solvers' names, in the order of <see cref="FaceSolver"/>.</summary>
    public static IReadOnlyList<string> Solvers { get; } = [.. Enum.GetNames<FaceSolver>().Select(name => name.ToLowerInvariant())];

    public static ProfileModel Bind(YamlMap? map, ProfileIssueList issues)
    {
        if (map is null) return new ProfileModel();
        MapReader reader = new(map, "'model'", issues);
        string identity = reader.Text("identity", LongestIdentity);
        ProfileModel model = new()
        {
            Identity = identity.Length == 0 ? null : identity,
            Face = ReadNumbers(reader, "face", "face parameter", FaceParameter.All, issues),
            Solver = ReadSolver(reader, issues),
            Emotions = ReadNumbers(reader, "emotions", "emotion", [.. EmotionChannels.All.Select(name => new FaceParameter(name, 0, 0, 1, "", ""))], issues),
        };
        reader.Finish();
        return model;
    }

    private static Dictionary<string, float> ReadNumbers(MapReader reader, string key, string kind, IReadOnlyList<FaceParameter> known, ProfileIssueList issues)
    {
        Dictionary<string, float> numbers = new(StringComparer.Ordinal);
        foreach (YamlEntry entry in reader.MapOf(key)?.Entries ?? [])
        {
            FaceParameter? parameter = known.FirstOrDefault(one => string.Equals(one.Name, entry.Key.Text, StringComparison.OrdinalIgnoreCase));
            if (parameter is null)
            {
                issues.Add(entry.Key, place => ProfileIssues.UnknownName(place, kind, entry.Key.Text, known.Select(one => one.Name)));
                continue;
            }
            double? number = reader.Number(entry.Value, $"the {kind} '{parameter.Name}'", CanonicalNumber.Round(parameter.Minimum), CanonicalNumber.Round(parameter.Maximum));
            if (!numbers.TryAdd(parameter.Name, (float)(number ?? 0))) issues.Add(entry.Key, place => ProfileIssues.DuplicateKey(place, entry.Key.Text));
        }
        return numbers;
    }

    private static FaceSolver? ReadSolver(MapReader reader, ProfileIssueList issues)
    {
        if (reader.Take("solver") is not { } node) return null;
        string text = reader.Text(node, "'solver' of 'model'", ProfileShape.LongestName);
        for (int i = 0; i < Solvers.Count; i++)
        {
            if (string.Equals(Solvers[i], text, StringComparison.OrdinalIgnoreCase)) return (FaceSolver)i;
        }
        if (text.Length > 0) issues.Add(node, place => ProfileIssues.UnknownName(place, "solver", text, Solvers));
        return null;
    }
}
