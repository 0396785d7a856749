using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Models;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f models remove</c>: forgets models that were added.</summary>
internal static class ModelsRemoveCommand
{
    public static Command Create(Workbench bench)
    {
        Command command = new("remove", "Forget models that were added; what was unpacked from a ZIP file is deleted, folders of yours are left alone.");
        Argument<string[]> names = new("NAME") { Description = "Their names.", Arity = ArgumentArity.OneOrMore };
        command.Arguments.Add(names);
        command.SetAction(parsed =>
        {
            ModelRegistry registry = ModelRegistry.OfUser ?? throw new ModkitException(UsageIssues.NoUserFolder());
            foreach (string name in parsed.GetValue(names)!)
            {
                if (!registry.Names.Contains(name)) throw new ModkitException(UsageIssues.UnknownModel(name, registry.Names));
                registry.Remove(name);
                bench.Terminal.Say($"Forgotten: {name}");
            }
            return ExitCodes.Success;
        });
        return command;
    }
}
