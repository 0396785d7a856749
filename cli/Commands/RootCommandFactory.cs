using System.CommandLine;
using System.CommandLine.Help;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The whole command line.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create(Workbench bench)
    {
        RootCommand root = new("Turns voice recordings into facial animation for games.")
        {
            AnimateCommand.Create(bench),
            BatchCommand.Create(bench),
            WatchCommand.Create(bench),
            InspectCommand.Create(bench),
            DumpCommand.Create(bench),
            EditCommand.Create(bench),
            PackCommand.Create(bench),
            PlotCommand.Create(bench),
            CompareCommand.Create(bench),
            EvalCommand.Create(bench),
            ModelsCommand.Create(bench),
            ProfilesCommand.Create(bench),
            ProfileCommand.Create(bench),
            PluginsCommand.Create(bench),
            PluginCommand.Create(bench),
            DoctorCommand.Create(bench),
            LimitsCommand.Create(bench),
            BenchCommand.Create(bench),
            MeshWorkerCommand.Create(),
        };
        foreach (Option option in CommonOptions.All) root.Options.Add(option);
        HelpPage help = new();
        root.Action = help;
        foreach (HelpOption option in root.Options.OfType<HelpOption>()) option.Action = help;
        return root;
    }
}
