using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f models</c>: the models inside the program, and those in folders.</summary>
internal static class ModelsCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("models", "Describe the models inside the program and models in folders.");
        Argument<string[]> folders = new("DIR") { Description = "Folders of models to describe.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> card = new("--card") { Description = "Print the model card: data, licence, limits, figures." };
        command.Arguments.Add(folders);
        command.Options.Add(card);
        command.Subcommands.Add(CreateShow(bench));
        command.SetAction(parsed => Run(bench.Terminal, parsed.GetValue(folders)!, parsed.GetValue(card)));
        return command;
    }

    private static Command CreateShow(Workbench bench)
    {
        Command command = new("show", "Describe models in folders alone.");
        Argument<string[]> folders = new("DIR") { Description = "Folders of models.", Arity = ArgumentArity.OneOrMore };
        Option<bool> card = new("--card") { Description = "Print what the model says of itself." };
        command.Arguments.Add(folders);
        command.Options.Add(card);
        command.SetAction(parsed =>
        {
            foreach (string folder in parsed.GetValue(folders)!) DescribeFolder(bench.Terminal, folder, parsed.GetValue(card));
            return ExitCodes.Success;
        });
        return command;
    }

    private static int Run(Terminal terminal, string[] folders, bool withCard)
    {
        foreach (string name in FaceModel.BuiltInNames)
        {
            using FaceModel model = Workbench.OpenModel(name, null);
            Describe(terminal, model.Info, name, isBuiltIn: true, withCard);
        }
        foreach (string folder in folders) DescribeFolder(terminal, folder, withCard);
        return ExitCodes.Success;
    }

    /// <summary>Says what is known of the model in a folder; <c>a2f inspect</c> does so too.</summary>
    public static void DescribeFolder(Terminal terminal, string folder, bool withCard)
    {
        // The whole path, for a folder that is called like a model inside the program.
        using FaceModel model = Workbench.OpenModel(Path.GetFullPath(folder), null);
        Describe(terminal, model.Info, folder, isBuiltIn: false, withCard);
    }

    private static void Describe(Terminal terminal, FaceModelInfo info, string name, bool isBuiltIn, bool withCard)
    {
        if (terminal.IsJson)
        {
            terminal.Event("model", json =>
            {
                json.WriteString("name", info.Name);
                json.WriteString("place", isBuiltIn ? "built-in" : name);
                if (isBuiltIn) json.WriteString("builtInName", name);
                json.WriteString("kind", info.Kind);
                json.WriteString("version", info.Version);
                json.WriteString("licence", info.Licence);
                json.WriteString("sha256", info.Sha256);
                json.WriteNumber("bytes", info.SizeBytes);
                json.WriteRounded("lookAheadSeconds", info.LookAheadSeconds);
                json.WriteBoolean("hasTongue", info.HasTongue);
                json.WriteStrings("identities", info.Identities);
                json.WriteString("device", info.Device);
                json.WriteStrings("notes", info.Notes);
                if (withCard) json.WriteString("card", info.ModelCard);
            });
            return;
        }
        terminal.Result($"{$"{info.Name} {info.Version}".TrimEnd()}  ({(isBuiltIn ? $"inside the program: --model {name}" : name)})");
        terminal.Result($"  kind        {info.Kind}");
        terminal.Result($"  licence     {info.Licence}");
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  size        {info.SizeBytes / 1024.0:N0} KiB"));
        terminal.Result($"  sha256      {info.Sha256}");
        terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  look-ahead  {info.LookAheadSeconds:0.###} s"));
        terminal.Result($"  tongue      {(info.HasTongue ? "16 channels" : info.Kind == "emotion" ? "none: it has no face" : "none but tongueOut")}");
        if (info.Identities.Count > 0) terminal.Result($"  faces       {string.Join(", ", info.Identities)}: --identity NAME");
        terminal.Result($"  device      {info.Device}");
        foreach (string note in info.Notes) terminal.Result($"  note        {note}");
        if (withCard && info.ModelCard is { } card) terminal.Result("\n" + card.TrimEnd() + "\n");
    }
}
