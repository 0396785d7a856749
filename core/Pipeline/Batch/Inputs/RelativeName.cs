using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Names from archives and manifests that become paths below the output folder: they must not lead anywhere else, on any system.</summary>
internal static class RelativeName
{
    /// <summary>What is wrong with a name with '/', as the end of a sentence; null: nothing.</summary>
    public static string? FaultOf(string name)
    {
        if (name.Length is 0 or > Limits.BatchNameLength) return FormattableString.Invariant($"it has {name.Length} characters, not 1 to {Limits.BatchNameLength}");
        if (name[0] == '/') return "it begins with '/'";
        foreach (string part in name.Split('/'))
        {
            if (!OutputTemplate.IsFileName(part)) return part.Length == 0 ? "it has a part without a name" : $"'{InputIssues.Shown(part)}' cannot be the name of a file or folder on every system";
        }
        return null;
    }

    /// <summary>A harmless name that resembles one that is not.</summary>
    public static string Harmless(string name)
    {
        string cut = name[..Math.Min(name.Length, Limits.BatchNameLength)];
        return string.Join('/', cut.Split('/').Select(part => OutputTemplate.IsFileName(part) ? part : "_" + string.Concat(part.Where(char.IsAsciiLetterOrDigit)) + "_"));
    }
}
