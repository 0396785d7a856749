using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The whole command line.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create(Workbench bench)
    {
        RootCommand root = new(Description())
        {
            AnimateCommand.Create(bench),
            InspectCommand.Create(bench),
            PlotCommand.Create(bench),
            ModelsCommand.Create(bench),
            ProfilesCommand.Create(bench),
            PluginsCommand.Create(bench),
            DoctorCommand.Create(bench),
            LimitsCommand.Create(bench),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Verbose);
        root.SetAction(parsed =>
        {
            new HelpAction().Invoke(parsed);
            return ExitCodes.Success;
        });
        return root;
    }

    private static string Description()
    {
        StringBuilder text = new("Turns voice recordings into facial animation for games.\n\nExit codes:\n");
        foreach ((int code, string meaning) in ExitCodes.All)
            text.Append(CultureInfo.InvariantCulture, $"  {code,3}  {meaning}\n");
        return text.ToString().TrimEnd();
    }
}
