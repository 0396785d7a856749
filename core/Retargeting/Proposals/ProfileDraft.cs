using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A new profile as text: complete, commented, and accepted by <see cref="ProfileReader"/>.</summary>
public sealed partial record ProfileDraft
{
    private const int LongestName = 60, LongestChannel = 128, LineLength = 120;

    /// <summary>Identity of the profile; checked by <see cref="IsId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Plugin that writes the format.</summary>
    public required string Plugin { get; init; }

    /// <summary>Format that is written.</summary>
    public required string Format { get; init; }

    /// <summary>Name and SHA-256 of the mesh file, or null.</summary>
    public (string Name, string Sha256)? Rig { get; init; }

    /// <summary>What moves the channels.</summary>
    public required RigProposal Proposal { get; init; }

    /// <summary>Ranges of the channels by name, where the format says them; else 0 to 1.</summary>
    public IReadOnlyList<RigChannel> Ranges { get; init; } = [];

    /// <summary>Whether a text can be the identity of a profile.</summary>
    public static bool IsId(string text) => IdentifierRules.IsId(text);

    /// <summary>An identity made from a file's name: <c>my.head-2</c> for <c>Head 2.glb</c>.</summary>
    public static string IdFrom(string name)
    {
        string word = NotInWord().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return IsId("my." + word) ? "my." + word : "my.rig";
    }

    /// <summary>The profile as YAML with LF line ends.</summary>
    public string ToYaml()
    {
        StringBuilder yaml = new();
        void Line(string text) => yaml.Append(text).Append('\n');

        Line("# Made by 'a2f profile new'. Beside every channel stand its confidence (0 to 1) and the reason.");
        Line("# What is 'unsure' is only a comment: look at the morph, and take the '#' before 'sources' away if it is right. Then raise the version.");
        Line("schema: 1");
        Line($"id: {Id}");
        Line("version: 0.1.0");
        Line($"name: {Quoted(Name.Length > LongestName ? Name[..LongestName] : Name)}");
        Line("authors: [me]   # your name, as it shall appear when you share this");
        Line("license: CC0-1.0");
        Line("target:");
        Line($"  plugin: {Plugin}");
        Line(string.Create(CultureInfo.InvariantCulture, $"  api_level: {PluginApi.Level}"));
        Line($"  format: {Format}");
        if (Rig is { } rig)
        {
            Line("rig:");
            Line($"  name: {Quoted(rig.Name.Length > LongestName ? rig.Name[..LongestName] : rig.Name)}");
            Line($"  sha256: {rig.Sha256}");
        }
        Line("channels:");
        foreach (ChannelProposal channel in Proposal.Channels) AddChannel(channel, Line);
        AddUnsupported(Line);
        return yaml.ToString();
    }

    private void AddChannel(ChannelProposal channel, Action<string> line)
    {
        string unsure = channel.Sources.Count > 0 && !channel.IsUsed ? "unsure: " : "";
        string reason = string.Create(CultureInfo.InvariantCulture, $"# {channel.Confidence:0.00} {unsure}{PrintableText.Show(channel.Reason)}");
        if (channel.Channel.Length is 0 or > LongestChannel || !channel.Channel.All(PrintableText.IsPrintable))
        {
            line($"  # '{PrintableText.Show(channel.Channel)}' is no name that a profile can hold: rename the morph");
            return;
        }
        line($"  - name: {Quoted(channel.Channel)}   {reason}");
        if (channel.Sources.Count > 0)
        {
            string sources = string.Join(", ", channel.Sources.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name}: {s.Weight:0.##}")));
            line($"    {(channel.IsUsed ? "" : "# ")}sources: {{{sources}}}");
        }
        int index = Ranges.ToList().FindIndex(r => r.Name == channel.Channel);
        if (index < 0 || Ranges[index] is { Minimum: 0, Maximum: 1, Rest: 0 }) return;
        RigChannel range = Ranges[index];
        line(string.Create(CultureInfo.InvariantCulture, $"    min: {range.Minimum:0.######}"));
        line(string.Create(CultureInfo.InvariantCulture, $"    max: {range.Maximum:0.######}"));
        line(string.Create(CultureInfo.InvariantCulture, $"    rest: {range.Rest:0.######}"));
        if (range.Maximum > range.Rest) line(string.Create(CultureInfo.InvariantCulture, $"    gain: {range.Maximum - range.Rest:0.######}"));
    }

    private void AddUnsupported(Action<string> line)
    {
        List<string> names = [.. Proposal.Unsupported];
        // What only a mouth class moves is shown all the same.
        if (Proposal.Channels.Any(channel => channel.IsUsed && channel.Sources.Any(source => source.Name.StartsWith("mouth.", StringComparison.Ordinal))))
            names.RemoveAll(name => name.StartsWith("mouth", StringComparison.Ordinal) || name.StartsWith("jaw", StringComparison.Ordinal));
        if (names.Count == 0) return;
        names = [.. FaceGroups.Shorten(names)];
        line("# What the rig cannot show, as far as was found out: not reported as unused.");
        line("unsupported:");
        StringBuilder row = new("  [");
        for (int i = 0; i < names.Count; i++)
        {
            string next = names[i] + (i < names.Count - 1 ? ", " : "]");
            if (row.Length + next.Length > LineLength)
            {
                line(row.ToString().TrimEnd());
                row.Clear().Append("   ");
            }
            row.Append(next);
        }
        line(row.ToString());
    }

    /// <summary>A text as a YAML scalar: plain where nothing in it could be read as more.</summary>
    private static string Quoted(string text)
    {
        string[] words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
        if (Plain().IsMatch(text) && !words.Contains(text, StringComparer.OrdinalIgnoreCase)) return text;
        string printable = string.Concat(text.Select(c => PrintableText.IsPrintable(c) ? c : '?'));
        return '"' + printable.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInWord();
}
