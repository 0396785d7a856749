using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>What a user's options and a profile's wishes come to with one model.</summary>
/// <param name="Identity">Whose face; null: the first.</param>
/// <param name="Parameters">Values in place of the model's own, by the names of <see cref="FaceParameter.All"/>.</param>
/// <param name="Solver">How the weights are found.</param>
/// <param name="Notes">The wishes that do not count, in one line, if there are any.</param>
internal sealed record FaceChoice(string? Identity, IReadOnlyDictionary<string, float> Parameters, FaceSolver Solver, IReadOnlyList<string> Notes)
{
    /// <summary>Decides.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="hasMesh">Whether the model moves a mesh: only then are there parameters and a solve.</param>
    /// <param name="identities">The model's faces; empty when there is only one.</param>
    /// <exception cref="ModkitException">MOD15, MOD19, MOD31, MOD32: everything wrong with the options at once.</exception>
    public static FaceChoice Of(FaceModelOptions options, bool hasMesh, IReadOnlyList<string> identities)
    {
        FaceWishes wishes = options.Wishes;
        Dictionary<string, float> parameters = new(StringComparer.OrdinalIgnoreCase);
        List<Issue> issues = [];
        List<string> unused = [];
        if (options.Identity is { } name && !Knows(identities, name)) issues.Add(InferenceIssues.UnknownIdentity(name, identities));
        if (wishes.Identity is { } wished && !Knows(identities, wished)) unused.Add($"identity {wished}");
        if (hasMesh)
        {
            foreach ((string key, float value) in wishes.FaceParameters.Concat(options.FaceParameters))
            {
                if (Check(key, value) is { } issue) issues.Add(issue);
                else parameters[FaceParameter.Find(key)!.Name] = value;
            }
        }
        else
        {
            issues.AddRange(options.FaceParameters.Keys.Select(InferenceIssues.NoMesh));
            if (options.Solver is not null) issues.Add(InferenceIssues.NoMesh("solver"));
            unused.AddRange(wishes.FaceParameters.Keys);
            if (wishes.Solver is not null) unused.Add("solver");
        }
        if (issues.Count > 0) throw new ModkitException(issues);
        string? identity = options.Identity ?? (wishes.Identity is { } other && Knows(identities, other) ? other : null);
        return new FaceChoice(identity, parameters, options.Solver ?? wishes.Solver ?? FaceSolver.Bounded,
            unused.Count == 0 ? [] : [$"Not used of the profile's model section, as this model has no such thing: {string.Join(", ", unused)}."]);
    }

    private static bool Knows(IReadOnlyList<string> identities, string name) => identities.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static Issue? Check(string name, float value)
    {
        if (FaceParameter.Find(name) is not { } parameter) return InferenceIssues.UnknownFaceParameter(name);
        return value >= parameter.Minimum && value <= parameter.Maximum ? null : InferenceIssues.OutOfRange(parameter.Name, value, parameter.Minimum, parameter.Maximum).Issues[0];
    }
}
