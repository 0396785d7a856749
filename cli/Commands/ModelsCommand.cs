using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Models;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f models</c>: the models inside the program, those the user has added, and those in folders.</summary>
internal static class ModelsCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("models", "Describe the models inside the program, those you added and those in folders.");
        Argument<string[]> folders = new("DIR") { Description = "Folders of models to describe.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> card = new("--card") { Description = "Print the model card: data, licence, limits, figures." };
        command.Arguments.Add(folders);
        command.Options.Add(card);
        command.Subcommands.Add(CreateShow(bench));
        command.Subcommands.Add(ModelsAddCommand.Create(bench));
        command.Subcommands.Add(ModelsVerifyCommand.Create(bench));
        command.Subcommands.Add(ModelsRemoveCommand.Create(bench));
        command.SetAction(parsed => Run(bench.Terminal, parsed.GetValue(folders)!, parsed.GetValue(card)));
        return command;
    }

    private static Command CreateShow(Workbench bench)
    {
        Command command = new("show", "Describe models, and try how fast they are here.");
        Argument<string[]> models = new("MODEL") { Description = "Names or folders of models.", Arity = ArgumentArity.OneOrMore };
        Option<bool> card = new("--card") { Description = "Print what the model says of itself." };
        command.Arguments.Add(models);
        command.Options.Add(card);
        command.SetAction(parsed =>
        {
            foreach (string name in parsed.GetValue(models)!)
            {
                using FaceModel model = Workbench.OpenModel(name, null);
                ModelDescription.Write(bench.Terminal, model.Info, PlaceOf(name), ModelTrial.Run(model), parsed.GetValue(card));
            }
            return ExitCodes.Success;
        });
        return command;
    }

    private static int Run(Terminal terminal, string[] folders, bool withCard)
    {
        foreach (string name in FaceModel.BuiltInNames) Describe(terminal, name, withCard);
        foreach (string name in ModelRegistry.OfUser?.Names ?? [])
        {
            try
            {
                Describe(terminal, name, withCard);
            }
            catch (ModkitException e)
            {
                // One that has gone away hides no other.
                if (!terminal.IsJson) terminal.Result($"{name}: cannot be opened");
                foreach (Issue issue in e.Issues) terminal.Report(issue);
            }
        }
        foreach (string folder in folders) DescribeFolder(terminal, folder, withCard);
        return ExitCodes.Success;
    }

    private static void Describe(Terminal terminal, string name, bool withCard)
    {
        using FaceModel model = Workbench.OpenModel(name, null);
        ModelDescription.Write(terminal, model.Info, PlaceOf(name), null, withCard);
    }

    /// <summary>Says what is known of the model in a folder; <c>a2f inspect</c> does so too.</summary>
    public static void DescribeFolder(Terminal terminal, string folder, bool withCard)
    {
        // The whole path, for a folder that is called like a model inside the program.
        using FaceModel model = Workbench.OpenModel(Path.GetFullPath(folder), null);
        ModelDescription.Write(terminal, model.Info, new ModelPlace(ModelOrigin.Folder, folder), null, withCard);
    }

    private static ModelPlace PlaceOf(string name) =>
        FaceModel.BuiltInNames.Contains(name) ? new ModelPlace(ModelOrigin.BuiltIn, name)
        : ModelRegistry.OfUser?.Find(name) is not null ? new ModelPlace(ModelOrigin.Added, name)
        : new ModelPlace(ModelOrigin.Folder, name);
}
