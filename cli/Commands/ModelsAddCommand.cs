using System.CommandLine;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Models;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f models add</c>: checks a model, shows its licence and gives it a name.</summary>
internal static partial class ModelsAddCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("add", "Check a model, show its licence and remember it under a name for --model.");
        Argument<string> model = new("FOLDER|ZIP") { Description = "The folder with model.json, which stays where it is, or a ZIP file of it, which is unpacked among your data." };
        Option<string?> name = new("--name") { Description = "What to call it. Default: the name the model gives itself.", HelpName = "NAME" };
        Option<bool> yes = new("--yes", "-y") { Description = "You know the licence and agree to it: do not ask." };
        command.Arguments.Add(model);
        command.Options.Add(name);
        command.Options.Add(yes);
        command.SetAction(parsed => Run(bench.Terminal, parsed.GetValue(model)!, parsed.GetValue(name), parsed.GetValue(yes)));
        return command;
    }

    private static int Run(Terminal terminal, string source, string? name, bool isAgreed)
    {
        ModelRegistry registry = ModelRegistry.OfUser ?? throw new ModkitException(UsageIssues.NoUserFolder());
        if (!File.Exists(source))
        {
            string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
            return Add(terminal, registry, folder, null, Path.GetFileName(folder), name, isAgreed);
        }

        registry.Prepare();
        string unpacked = Path.Combine(registry.Folder, $".new-{Guid.NewGuid():N}");
        try
        {
            ModelArchive.Unpack(source, unpacked);
            return Add(terminal, registry, unpacked, unpacked, Path.GetFileNameWithoutExtension(source), name, isAgreed);
        }
        finally
        {
            if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
        }
    }

    /// <param name="terminal">Where to speak.</param>
    /// <param name="registry">Where it is remembered.</param>
    /// <param name="folder">Where the model lies.</param>
    /// <param name="unpacked">The same folder when it is to be moved among the user's data, else null.</param>
    /// <param name="label">What the user calls it: the name of the folder or of the file it came in.</param>
    /// <param name="name">What to call it, or null for a name made of its own and the label.</param>
    /// <param name="isAgreed">Whether the user has agreed to the licence.</param>
    private static int Add(Terminal terminal, ModelRegistry registry, string folder, string? unpacked, string label, string? name, bool isAgreed)
    {
        using (FaceModel model = Workbench.OpenModel(folder, null))
        {
            name ??= NameOf(model.Info, label);
            if (IsThere(registry, name, folder))
            {
                terminal.Say($"'{name}' was added already.");
                return ExitCodes.Success;
            }
            RequireFree(registry, name);
            ModelDescription.Write(terminal, model.Info, new ModelPlace(ModelOrigin.Folder, label), ModelTrial.Run(model), withCard: false);
            terminal.Say(model.Info.LicenceText is { } licence ? $"\n{licence.Trim()}\n" : "The folder holds no licence text; read it where you got the model (docs/models.md says where).");
            if (!isAgreed && terminal.Input is null) throw new ModkitException(UsageIssues.LicenceNotAgreed(name));
            if (!isAgreed && !terminal.Ask("Do you agree to this licence?"))
            {
                terminal.Say("Nothing was added.");
                return ExitCodes.Success;
            }
            string home = unpacked is null ? folder : Path.Combine(registry.Folder, name);
            RegisteredModel entry = new(name, home, unpacked is not null, model.Info.Licence, ModelFile.In(folder));
            if (unpacked is not null)
            {
                // What was killed here once left a folder that nothing remembers.
                if (Directory.Exists(home)) Directory.Delete(home, recursive: true);
                Directory.Move(unpacked, home);
            }
            registry.Add(entry);
            terminal.Say($"Added: {(model.Info.Kind == "emotion" ? "--emotion-model" : "--model")} {name}");
        }
        return ExitCodes.Success;
    }

    private static bool IsThere(ModelRegistry registry, string name, string folder) => registry.Find(name) is { IsUnpacked: false } there && there.Folder == folder;

    /// <exception cref="ModkitException">USE25, USE26: it cannot be called that.</exception>
    private static void RequireFree(ModelRegistry registry, string name)
    {
        if (!ModelRegistry.IsName(name) || FaceModel.BuiltInNames.Contains(name)) throw new ModkitException(UsageIssues.BadModelName(name));
        if (registry.Names.Contains(name)) throw new ModkitException(UsageIssues.ModelNameTaken(name));
    }

    /// <summary>The model's own name made fit for a command line: that of its one actor, else the label.</summary>
    private static string NameOf(FaceModelInfo info, string label) =>
        Unfit().Replace((info.Identities.Count > 0 || info.Kind == "emotion" ? label : info.Name).ToLowerInvariant(), "-").Trim('-', '.', '_');

    [GeneratedRegex("[^a-z0-9._-]+")]
    private static partial Regex Unfit();
}
