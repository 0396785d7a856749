using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Names of files inside packages: such as mean the same harmless thing on every system.</summary>
internal static partial class EntryNames
{
    /// <summary>Whether a name is one: plain parts joined by '/', none of them a device or a way up.</summary>
    public static bool IsName(string name)
    {
        string[] parts = name.Split('/');
        return name.Length is > 0 and <= Limits.PackageNameLength && parts.Length <= Limits.PackageDepth && parts.All(IsPart);
    }

    /// <summary>Whether a text can be the name of a file or folder: letters, digits, '.', '-', '_', no dot at either end, no device of Windows.</summary>
    public static bool IsPart(string part) => Part().IsMatch(part) && !Device().IsMatch(part);

    [GeneratedRegex(@"^[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?\z")]
    private static partial Regex Part();

    [GeneratedRegex(@"^(con|prn|aux|nul|conin|conout|clock|com[0-9]|lpt[0-9])(\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
