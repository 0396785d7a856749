using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f pack</c>: makes of a folder of finished lines what a mod manager takes.</summary>
internal sealed class PackCommand(Workbench bench)
{
    private const string ArchiveExtension = ".zip";

    private readonly Argument<string> _folder = new("FOLDER") { Description = "A folder that 'a2f animate' or 'a2f batch' filled." };

    private readonly Option<string> _layout = new("--layout") { Description = "zip: a plain archive; mo2: a mod of Mod Organizer 2; fomod: an archive with an installer.", HelpName = "LAYOUT", DefaultValueFactory = _ => "zip" };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "The archive, or the folder of a mo2 mod. Default: the mod's name and version in the current folder.", HelpName = "OUT" };

    private readonly Option<string?> _name = new("--name") { Description = "The mod's name. Default: the folder's.", HelpName = "TEXT" };

    private readonly Option<string> _author = Text("--author", "Who made it.");

    private readonly Option<string> _version = Text("--mod-version", "Its version, such as 1.0.0.");

    private readonly Option<string> _website = Text("--website", "Its page.");

    private readonly Option<string> _description = Text("--description", "What it is, in a sentence.");

    private readonly Option<string?> _game = new("--game") { Description = "The game as Mod Organizer 2 calls it, such as SkyrimSE. Default: that of the profile in use.", HelpName = "NAME" };

    private readonly Option<string[]> _parts = new("--part")
    {
        Description = "fomod: a part the user may choose: the files a pattern matches, or a folder (with / at its end) that is a mod of its own; may be given several times.",
        HelpName = "NAME=GLOB",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _chooseOne = new("--choose-one") { Description = "fomod: just one of the parts is installed, as with languages." };

    private readonly Option<bool> _keepRecords = new("--keep-records") { Description = "Pack every line's provenance record too, not only the joined one." };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace an earlier pack; of an archive the first version is kept as .bak." };

    public static Command Create(Workbench bench)
    {
        Command command = new("pack", "Make of a folder of finished lines what a mod manager takes.");
        PackCommand pack = new(bench);
        command.Arguments.Add(pack._folder);
        pack._layout.AcceptOnlyFromAmong("zip", "mo2", "fomod");
        foreach (Option option in (Option[])
        [
            pack._layout, pack._output, pack._name, pack._author, pack._version, pack._website, pack._description, pack._game, pack._parts, pack._chooseOne, pack._keepRecords, pack._overwrite,
        ]) command.Options.Add(option);
        command.SetAction((parsed, cancellation) => Task.FromResult(pack.Run(parsed, cancellation)));
        return command;
    }

    private static Option<string> Text(string name, string description) => new(name) { Description = description, HelpName = "TEXT", DefaultValueFactory = _ => "" };

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetValue(_folder)!;
        PackOptions options = OptionsOf(parsed, folder);
        PackResult result = Packer.Pack(folder, OutputOf(parsed.GetValue(_output), options), options, cancellation);
        Terminal terminal = bench.Terminal;
        if (terminal.IsJson)
        {
            terminal.Event("pack", json =>
            {
                json.WriteString("path", result.Path);
                json.WriteString("layout", parsed.GetValue(_layout));
                json.WriteString("name", options.Name);
                json.WriteNumber("files", result.FileCount);
                json.WriteNumber("lines", result.LineCount);
                json.WriteNumber("leftOut", result.LeftOutCount);
                json.WriteNumber("bytes", result.LengthBytes);
                json.WriteString("sha256", result.Sha256);
                json.WriteString("change", result.Change switch { OutputChange.Created => "created", OutputChange.Replaced => "replaced", _ => "unchanged" });
                json.WriteIssues("issues", result.Issues);
            });
            return ExitCodes.Success;
        }
        foreach (Issue issue in result.Issues) terminal.Report(issue);
        terminal.Result(string.Create(CultureInfo.InvariantCulture,
            $"{result.Path}  {result.FileCount} files of {result.LineCount} lines, {result.LengthBytes} bytes{(result.Change == OutputChange.Unchanged ? ", unchanged" : "")}"));
        if (result.LeftOutCount > 0) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{result.LeftOutCount} files were left out: records, backups, hand edits and the program's own."));
        return ExitCodes.Success;
    }

    private PackOptions OptionsOf(ParseResult parsed, string folder)
    {
        PackLayout layout = parsed.GetValue(_layout) switch { "mo2" => PackLayout.Mo2, "fomod" => PackLayout.Fomod, _ => PackLayout.Zip };
        string[] parts = parsed.GetValue(_parts)!;
        bool choosesOne = parsed.GetValue(_chooseOne);
        if (layout != PackLayout.Fomod && (parts.Length > 0 || choosesOne)) throw new ModkitException(UsageIssues.BadArgument("--part", "Parts are for --layout fomod.", "a2f pack"));
        if (choosesOne && parts.Length == 0) throw new ModkitException(UsageIssues.BadArgument("--choose-one", "There is no --part to choose.", "a2f pack"));
        PackOptions options = new()
        {
            Layout = layout,
            Name = parsed.GetValue(_name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Author = parsed.GetValue(_author)!,
            Version = parsed.GetValue(_version)!,
            Website = parsed.GetValue(_website)!,
            Description = parsed.GetValue(_description)!,
            Game = parsed.GetValue(_game) ?? (layout == PackLayout.Mo2 ? GameOf(folder) : ""),
            Parts = [.. parts.Select(ReadPart)],
            ChoosesOne = choosesOne,
            KeepsRecords = parsed.GetValue(_keepRecords),
            Overwrite = parsed.GetValue(_overwrite),
            Tool = ProgramVersion.Full,
        };
        foreach ((string option, string text) in ((string, string)[])
            [(_name.Name, options.Name), (_author.Name, options.Author), (_version.Name, options.Version), (_website.Name, options.Website), (_description.Name, options.Description), (_game.Name, options.Game), .. options.Parts.Select(part => (_parts.Name, part.Name))])
        {
            if (text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')) throw new ModkitException(UsageIssues.BadValue(option, TextTable.Printable(text), "one line of plain text"));
        }
        return options;
    }

    private PackPart ReadPart(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1) throw new ModkitException(UsageIssues.BadValue(_parts.Name, text, "of the form NAME=GLOB, such as English=en/"));
        return new PackPart(text[..at].Trim(), text[(at + 1)..].Trim());
    }

    /// <summary>The one game of the profiles that the folder's lines were made with, or empty.</summary>
    private string GameOf(string folder)
    {
        IReadOnlyCollection<string> ids = Packer.ProfilesOf(folder);
        string[] games = [.. bench.KnownProfiles.Where(profile => ids.Contains(profile.Id)).Select(profile => profile.Game?.Id ?? "").Distinct()];
        return games.Length == 1 ? OrganizerNameOf(games[0]) : "";
    }

    /// <summary>A game as Mod Organizer 2 calls it, by the id profiles use; empty for one it does not know.</summary>
    private static string OrganizerNameOf(string game) => game switch
    {
        "skyrim" => "SkyrimSE",
        "fallout3" => "Fallout3",
        "fallout-new-vegas" => "FalloutNV",
        "fallout4" => "Fallout4",
        _ => "",
    };

    /// <summary>Where the pack goes: into a folder that is there, under the mod's own name.</summary>
    private static string OutputOf(string? output, PackOptions options)
    {
        string name = Packer.Slug(options.Name) + (options.Version.Length > 0 ? "-" + Packer.Slug(options.Version) : "") + ArchiveExtension;
        bool isFolder = options.Layout == PackLayout.Mo2;
        if (output is null) return isFolder ? Packer.Slug(options.Name) : name;
        if (isFolder) return output;
        if (Directory.Exists(output) || Path.EndsInDirectorySeparator(output)) return Path.Combine(output, name);
        return output.EndsWith(ArchiveExtension, StringComparison.OrdinalIgnoreCase) ? output : output + ArchiveExtension;
    }
}
