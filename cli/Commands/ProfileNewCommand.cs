using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f profile new</c>: a profile for a character's mesh, or for a format.</summary>
internal sealed class ProfileNewCommand
{
    private const string FileSuffix = ".a2fprofile.yaml";

    private readonly Workbench _bench;
    private readonly Option<string> _mesh = new("--mesh") { Description = "The character: .glb, .gltf, .vrm, .fbx, .dae, or a folder of .obj files.", HelpName = "FILE" };
    private readonly Option<string> _names = new("--names") { Description = "Whether the morphs' names count: auto, or ignore to look at their motion alone.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> _id = new("--id") { Description = "The profile's id. Default: made from the file's name." };
    private readonly Option<string> _format = new("--to") { Description = "The format it writes. Default with a mesh: fbx for an .fbx, else gltf.", HelpName = "FORMAT" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where to write it. Default: the mesh's or format's name in the current folder.", HelpName = "FILE" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace an existing profile; its first version is kept as .bak." };

    private ProfileNewCommand(Workbench bench) => _bench = bench;

    private Terminal Terminal => _bench.Terminal;

    public static Command Create(Workbench bench)
    {
        ProfileNewCommand command = new(bench);
        Command verb = new("new", "Write a profile for a character's mesh, by the names and motions of its morphs, or for a format.")
        {
            command._mesh, command._names, command._id, command._format, command._output, command._overwrite,
        };
        command._names.AcceptOnlyFromAmong("auto", "ignore");
        verb.SetAction(command.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string? mesh = parsed.GetValue(_mesh);
        string? formatId = parsed.GetValue(_format) ?? (mesh is null ? null : FormatOf(mesh));
        if (formatId is null) throw new ModkitException(UsageIssues.BadArgument("", "Neither --mesh nor --to is given.", "a2f profile new"));
        FormatDescription format = _bench.Plugins.GetFormat(formatId).Description;
        string stem = mesh is null ? format.Id : Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(mesh));
        string id = parsed.GetValue(_id) ?? ProfileDraft.IdFrom(stem);
        if (!ProfileDraft.IsId(id)) throw new ModkitException(UsageIssues.BadValue("--id", id, "words of a-z and 0-9 joined by '.' or '-'"));

        RigProposal proposal = await ProposeAsync(mesh, format, parsed.GetValue(_names) == "auto", cancellation);
        ProfileDraft draft = new()
        {
            Id = id,
            Name = stem,
            Plugin = _bench.Plugins.Plugins.First(plugin => plugin.State == PluginState.Ready && plugin.Formats.Contains(format.Id)).Id,
            Format = format.Id,
            Rig = mesh is not null && File.Exists(mesh) ? (Path.GetFileName(mesh), Sha256(mesh)) : null,
            Proposal = proposal,
            Ranges = format.FixedChannels ?? [],
        };
        string output = parsed.GetValue(_output) ?? id[(id.LastIndexOf('.') + 1)..] + FileSuffix;
        OutputFile file = Write(output, draft.ToYaml(), parsed.GetValue(_overwrite), mesh);
        Report(draft, output, file);
        return ExitCodes.Success;
    }

    private async Task<RigProposal> ProposeAsync(string? mesh, FormatDescription format, bool useNames, CancellationToken cancellation)
    {
        if (mesh is not null) return RigProposer.Propose(await _bench.Meshes.ReadAsync(mesh, cancellation), useNames);
        return RigProposer.Propose([.. (format.FixedChannels ?? [.. ArkitChannels.Face.Select(name => new RigChannel(name))]).Select(channel => channel.Name)]);
    }

    /// <summary>The format that animates such a file.</summary>
    private static string FormatOf(string mesh) => Path.GetExtension(mesh).Equals(".fbx", StringComparison.OrdinalIgnoreCase) ? "fbx" : "gltf";

    private static string Sha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static OutputFile Write(string path, string yaml, bool overwrite, string? mesh)
    {
        string extension = Path.GetExtension(path);
        using OutputSet set = new(new OutputTarget(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileNameWithoutExtension(path), extension), overwrite, mesh);
        using (Stream stream = set.Create(extension)) stream.Write(Encoding.UTF8.GetBytes(yaml));
        return set.Commit()[0];
    }

    private void Report(ProfileDraft draft, string path, OutputFile file)
    {
        if (Terminal.IsJson)
        {
            foreach (ChannelProposal channel in draft.Proposal.Channels)
            {
                Terminal.Event("proposal", json =>
                {
                    json.WriteString("channel", channel.Channel);
                    json.WriteStartObject("sources");
                    foreach (ProposedSource source in channel.Sources) json.WriteRounded(source.Name, source.Weight);
                    json.WriteEndObject();
                    json.WriteRounded("confidence", channel.Confidence);
                    json.WriteBoolean("used", channel.IsUsed);
                    json.WriteString("reason", channel.Reason);
                });
            }
            Terminal.Event("draft", json =>
            {
                json.WriteString("path", file.Path);
                json.WriteString("id", draft.Id);
                json.WriteStrings("unsupported", draft.Proposal.Unsupported);
            });
            return;
        }
        TextTable table = new("CHANNEL", "MOVED BY", "CONFIDENCE", "WHY");
        foreach (ChannelProposal channel in draft.Proposal.Channels)
        {
            string sources = channel.Sources.Count == 0 ? "-" : string.Join(" + ", channel.Sources.Select(Describe));
            table.Add(channel.Channel, channel.IsUsed ? sources : sources == "-" ? sources : $"({sources})", channel.Confidence.ToString("0.00", CultureInfo.InvariantCulture), channel.Reason);
        }
        Terminal.Result(table);
        string[] unsure = [.. draft.Proposal.Channels.Where(channel => !channel.IsUsed && channel.Sources.Count > 0).Select(channel => channel.Channel)];
        ChannelProposal[] doubtful = [.. draft.Proposal.Channels.Where(channel => channel.IsUsed && channel.Confidence < ChannelProposal.SureConfidence)];
        Terminal.Result();
        Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{path}: {draft.Proposal.Channels.Count(channel => channel.IsUsed)} of {draft.Proposal.Channels.Count} channels are moved"));
        Tell("not sure enough, left as comments (in brackets above)", unsure);
        Tell("moved, but look at them first", doubtful.OrderBy(channel => channel.Confidence).Select(channel => channel.Channel));
        Tell("not known, stay at rest", draft.Proposal.Channels.Where(channel => channel.Sources.Count == 0 && channel.Confidence == 0).Select(channel => channel.Channel));
    }

    /// <summary>A line for a person who is about to look through the profile; nothing where there is nothing to look at.</summary>
    private void Tell(string what, IEnumerable<string> channels)
    {
        const int mostNamed = 8;
        string[] names = [.. channels];
        if (names.Length == 0) return;
        string more = names.Length > mostNamed ? ", ..." : "";
        Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  {names.Length} {what}: {string.Join(", ", names.Take(mostNamed).Select(TextTable.Printable))}{more}"));
    }

    private static string Describe(ProposedSource source) =>
        source.Weight == 1 ? source.Name : string.Create(CultureInfo.InvariantCulture, $"{source.Weight:0.##} {source.Name}");
}
