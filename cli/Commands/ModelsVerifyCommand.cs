using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Models;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f models verify</c>: whether models are as they were when they were added, and work.</summary>
internal static class ModelsVerifyCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("verify", "Check that models work, and that those you added are as they were then.");
        Argument<string[]> models = new("MODEL") { Description = "Names or folders of models. Default: all you added.", Arity = ArgumentArity.ZeroOrMore };
        command.Arguments.Add(models);
        command.SetAction(parsed => Run(bench.Terminal, parsed.GetValue(models)!));
        return command;
    }

    private static int Run(Terminal terminal, string[] names)
    {
        if (names.Length == 0) names = [.. ModelRegistry.OfUser?.Names ?? []];
        if (names.Length == 0) terminal.Say("No models were added; name one, or its folder.");
        bool isSound = true;
        foreach (string name in names)
        {
            List<Issue> issues = Examine(name, out ModelTrial? trial);
            isSound &= issues.Count == 0;
            if (terminal.IsJson)
            {
                terminal.Event("verified", json =>
                {
                    json.WriteString("model", name);
                    json.WriteBoolean("sound", issues.Count == 0);
                    if (trial is { } here) json.WriteRounded("timesRealTime", here.TimesRealTime);
                    json.WriteIssues("issues", issues);
                });
                continue;
            }
            terminal.Result(issues.Count > 0 ? $"{name}: not as it should be" : trial is { } tried ? string.Create(CultureInfo.InvariantCulture, $"{name}: sound, {tried.TimesRealTime:G3} x real time") : $"{name}: sound");
            foreach (Issue issue in issues) terminal.Report(issue);
        }
        return isSound ? ExitCodes.Success : ExitCodes.Model;
    }

    private static List<Issue> Examine(string name, out ModelTrial? trial)
    {
        trial = null;
        List<Issue> issues = [];
        try
        {
            if (ModelRegistry.OfUser?.Find(name) is { } added && Directory.Exists(added.Folder)) issues.AddRange(Changes(added));
            using FaceModel model = Workbench.OpenModel(name, null);
            trial = ModelTrial.Run(model);
        }
        catch (ModkitException e)
        {
            issues.AddRange(e.Issues);
        }
        return issues;
    }

    private static IEnumerable<Issue> Changes(RegisteredModel model)
    {
        Dictionary<string, string> now = ModelFile.In(model.Folder).ToDictionary(file => file.Name, file => file.Sha256);
        foreach (ModelFile file in model.Files)
        {
            if (!now.TryGetValue(file.Name, out string? sha256)) yield return UsageIssues.ModelChanged(file.Name, "is gone");
            else if (sha256 != file.Sha256) yield return UsageIssues.ModelChanged(file.Name, "has changed");
        }
    }
}
