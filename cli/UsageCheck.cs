using System.CommandLine;
using System.CommandLine.Parsing;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli;

/// <summary>Turns what the parser could not place into issues that name the nearest right word.</summary>
internal static class UsageCheck
{
    /// <summary>Everything wrong with a command line, in order; empty when it can run.</summary>
    public static IReadOnlyList<Issue> Find(ParseResult parsed, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        Command command = parsed.CommandResult.Command;
        string title = TitleOf(command);
        List<Issue> issues = [];

        // The parser takes an unknown option for one more file name.
        HashSet<string> literal = [.. arguments.SkipWhile(argument => argument != "--").Skip(1)];
        foreach (Token token in parsed.CommandResult.Tokens)
        {
            if (IsOptionLike(token.Value) && !literal.Contains(token.Value) && !Path.Exists(token.Value))
                issues.Add(UsageIssues.UnknownOption(token.Value, title, OptionNames(command)));
        }
        foreach (string token in parsed.UnmatchedTokens)
        {
            issues.Add(
                IsOptionLike(token) ? UsageIssues.UnknownOption(token, title, OptionNames(command))
                : command.Subcommands.Count > 0 ? UsageIssues.UnknownCommand(token, title, command.Subcommands.Select(c => c.Name))
                : UsageIssues.BadArgument(token, $"'{title}' does not take this argument.", title));
        }
        // A script's unset variable; nothing takes an empty path, name or value.
        if (parsed.Tokens.Any(token => token.Value.Length == 0)) issues.Add(UsageIssues.BadArgument("", "An argument or an option's value is empty.", title));
        if (issues.Count > 0) return issues;

        foreach (ParseError error in parsed.Errors)
        {
            string place = error.SymbolResult is OptionResult option ? option.Option.Name : "";
            issues.Add(UsageIssues.BadArgument(place, error.Message, title));
        }
        return issues;
    }

    /// <summary>The command as it is typed, with those above it.</summary>
    private static string TitleOf(Command command) =>
        command is RootCommand || command.Parents.OfType<Command>().FirstOrDefault() is not { } above ? "a2f" : $"{TitleOf(above)} {command.Name}";

    private static bool IsOptionLike(string token) => token.Length > 1 && token[0] == '-';

    private static IEnumerable<string> OptionNames(Command command) =>
        command.Options.Concat(CommonOptions.All).SelectMany(option => option.Aliases.Prepend(option.Name)).Distinct();
}
