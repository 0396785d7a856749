using System.Text;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The <c>meta.ini</c> of a mod of Mod Organizer 2: its own file about a mod, in the INI form of Qt.</summary>
internal static class MetaIni
{
    public const string Name = "meta.ini";

    /// <summary>A mod that no site knows (<c>modid</c> 0), in no category.</summary>
    public static byte[] Write(PackOptions options)
    {
        StringBuilder text = new("[General]\n");
        if (options.Game.Length > 0) Add(text, "gameName", options.Game);
        Add(text, "modid", "0");
        Add(text, "version", options.Version);
        Add(text, "newestVersion", "");
        Add(text, "category", "0,");
        Add(text, "installationFile", "");
        Add(text, "comments", options.Author.Length > 0 ? $"By {options.Author}" : "");
        Add(text, "notes", options.Description);
        Add(text, "url", options.Website);
        Add(text, "hasCustomURL", options.Website.Length > 0 ? "true" : "false");
        text.Append("\n[installedFiles]\nsize=0\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Quoted where Qt quotes: a comma would make a list, a semicolon or '=' end the value.</summary>
    private static void Add(StringBuilder text, string key, string value)
    {
        string escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        bool isQuoted = escaped != value || value.AsSpan().IndexOfAny(",;=") >= 0 || value.Trim() != value;
        text.Append(key).Append('=').Append(isQuoted ? $"\"{escaped}\"" : value).Append('\n');
    }
}
