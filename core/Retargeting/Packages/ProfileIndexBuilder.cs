using System.Text.Encodings.Web;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Makes the index of a folder of packages, and holds the folder to it.</summary>
public static class ProfileIndexBuilder
{
    /// <summary>The index of the packages directly in a folder; block list and time are those of the index before where nothing changed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="before">The index that was there, or null.</param>
    /// <param name="now">The time to write when something changed.</param>
    /// <exception cref="ModkitException">Everything wrong with the packages.</exception>
    public static ProfileIndex Build(string folder, ProfileIndex? before, DateTimeOffset now)
    {
        List<Issue> issues = [];
        List<ProfileIndexItem> items = [];
        foreach (string path in PackagesIn(folder))
        {
            try
            {
                ProfileIndexItem item = Describe(path);
                if (items.Exists(other => other.Id == item.Id && other.Version == item.Version))
                    issues.Add(PackageIssues.NotShareable(item.Url, $"{item.Id} {item.Version} is in another package of the folder as well"));
                items.Add(item);
            }
            catch (ModkitException exception)
            {
                issues.AddRange(exception.Issues);
            }
        }
        if (issues.Count > 0) throw new ModkitException(issues);
        items.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id) is not 0 and int order ? order : a.Version.CompareTo(b.Version));
        string time = before is not null && before.Items.SequenceEqual(items) ? before.Generated : now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return new ProfileIndex { Generated = time, Blocked = before?.Blocked ?? [], Items = items };
    }

    /// <summary>Everything in which a folder is not as its index says: packages that are gone, changed or not listed.</summary>
    public static IReadOnlyList<Issue> Check(ProfileIndex index, string folder)
    {
        ArgumentNullException.ThrowIfNull(index);
        List<Issue> issues = [];
        foreach (ProfileIndexItem item in index.Items)
        {
            try
            {
                ProfilePackage package = ProfileInstaller.Open(ProfileIndex.FileOf(item, folder));
                if (index.FindBlock(item.Id, item.Version, package.Sha256) is null) index.Require(package);
            }
            catch (ModkitException exception)
            {
                issues.AddRange(exception.Issues);
            }
        }
        HashSet<string> listed = [.. index.Items.Select(item => item.Url)];
        issues.AddRange(PackagesIn(folder).Select(path => Path.GetFileName(path)).Where(name => !listed.Contains(name)).Select(name => PackageIssues.NotInIndex(name, "it is not listed")));
        return issues;
    }

    /// <summary>The index as JSON: two blanks per level, LF, UTF-8.</summary>
    public static byte[] Write(ProfileIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", ProfileIndex.Format);
            json.WriteString("generated", index.Generated);
            json.WriteStartArray("blocked");
            foreach (BlockedPackage block in index.Blocked)
            {
                json.WriteStartObject();
                if (block.Sha256.Length > 0) json.WriteString("sha256", block.Sha256);
                else
                {
                    json.WriteString("id", block.Id);
                    json.WriteString("version", block.Version.ToString());
                }
                json.WriteString("reason", block.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("items");
            foreach (ProfileIndexItem item in index.Items) Write(json, item);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ProfileIndexItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("version", item.Version.ToString());
        json.WriteString("name", item.Name);
        json.WriteString("summary", item.Summary);
        json.WriteString("game", item.Game);
        json.WriteString("target", item.Target);
        json.WriteString("license", item.License);
        json.WriteNumber("size", item.SizeBytes);
        json.WriteString("sha256", item.Sha256);
        json.WriteString("url", item.Url);
        json.WriteNumber("api_level", item.ApiLevel);
        json.WriteEndObject();
    }

    private static ProfileIndexItem Describe(string path)
    {
        string name = Path.GetFileName(path);
        if (!EntryNames.IsPart(name)) throw new ModkitException(PackageIssues.NotShareable(PrintableText.Show(name), "its file name is not made of letters, digits, '.', '-' and '_' alone"));
        ProfilePackage package = ProfileInstaller.Open(path);
        Profile profile = package.Profile;
        if (profile.License == "NONE") throw new ModkitException(PackageIssues.NotShareable(name, "its licence is NONE, so nobody may use it"));
        return new ProfileIndexItem
        {
            Id = profile.Id,
            Version = profile.Version,
            Name = profile.Name,
            Summary = profile.Summary,
            Game = profile.Game?.Id ?? "",
            Target = profile.Target.Format,
            License = profile.License,
            SizeBytes = package.Bytes.Length,
            Sha256 = package.Sha256,
            Url = name,
            ApiLevel = profile.Target.ApiLevel,
        };
    }

    private static IEnumerable<string> PackagesIn(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + ProfilePackage.Extension).Order(StringComparer.Ordinal) : [];
}
