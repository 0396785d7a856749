namespace Audio2Face.Modkit.Evaluation.Recordings;

/// <summary>Languages of recordings, from <c>MANIFEST.tsv</c> (columns <c>id</c> and <c>lang</c>) or from their names.</summary>
internal sealed class Manifest
{
    private const string FileName = "MANIFEST.tsv";

    private readonly Dictionary<string, string> _languages = new(StringComparer.Ordinal);

    /// <summary>Reads the manifest of the first folder that has one with such columns.</summary>
    public Manifest(IEnumerable<string> folders)
    {
        foreach (string path in folders.Select(folder => Path.Combine(folder, FileName)).Where(File.Exists))
        {
            if (Read(path)) return;
        }
    }

    /// <summary>A recording's language without its region (<c>en</c> for <c>en-US</c>): the manifest's, else two or three letters before the name's first '_', else empty.</summary>
    public string LanguageOf(string name)
    {
        if (_languages.TryGetValue(name, out string? language)) return language;
        int end = name.IndexOf('_', StringComparison.Ordinal);
        return end is 2 or 3 && name.AsSpan(0, end).IndexOfAnyExceptInRange('a', 'z') < 0 ? name[..end] : "";
    }

    private bool Read(string path)
    {
        using StreamReader reader = new(path);
        string[] header = reader.ReadLine()?.Split('\t') ?? [];
        int id = Array.IndexOf(header, "id"), language = Array.IndexOf(header, "lang");
        if (id < 0 || language < 0) return false;
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split('\t');
            if (cells.Length <= Math.Max(id, language)) continue;
            string name = cells[language].Split('-', '_')[0].Trim();
            _languages[cells[id]] = name.ToLowerInvariant();
        }
        return true;
    }
}
