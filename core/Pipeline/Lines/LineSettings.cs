using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What the user, the profile and the format say about the format's options and the profile's variables, made one.</summary>
/// <param name="FormatOptions">A value for every option of the format.</param>
/// <param name="OutputVariables">The variables of the profile's output template that the user gave.</param>
public sealed record LineSettings(IReadOnlyDictionary<string, string> FormatOptions, IReadOnlyDictionary<string, string> OutputVariables)
{
    /// <summary>Sorts the user's settings; what the user says goes before the profile, the profile before the format.</summary>
    /// <param name="given">The user's settings by name.</param>
    /// <param name="profile">The profile; its format options count only when it targets this format.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="ModkitException">OUT19: nobody knows a setting.</exception>
    public static LineSettings Resolve(IReadOnlyDictionary<string, string> given, Profile profile, FormatDescription format)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(format);
        Dictionary<string, string> options = format.Options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal);
        IReadOnlyDictionary<string, string> ofProfile = profile.Target.Format == format.Id ? profile.Target.Options : new Dictionary<string, string>();
        IReadOnlyDictionary<string, string> ofOutput = profile.Output?.Variables ?? new Dictionary<string, string>();
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        List<Issue> issues = [];
        foreach ((string name, string value) in ofProfile)
        {
            if (options.ContainsKey(name)) options[name] = value;
            else issues.Add(OutputIssues.UnknownSetting(profile.Id, name, options.Keys));
        }
        foreach ((string name, string value) in given)
        {
            bool isVariable = ofOutput.ContainsKey(name);
            if (isVariable) variables[name] = value;
            if (options.ContainsKey(name)) options[name] = value;
            else if (!isVariable) issues.Add(OutputIssues.UnknownSetting($"{name}={value}", name, options.Keys.Concat(ofOutput.Keys)));
        }
        return issues.Count == 0 ? new LineSettings(options, variables) : throw new ModkitException(issues);
    }
}
