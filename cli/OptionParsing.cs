using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli;

/// <summary>Options whose numbers read the same under every culture.</summary>
internal static class OptionParsing
{
    /// <summary>A number option that is null when not given.</summary>
    /// <param name="name">Such as <c>--fps</c>.</param>
    /// <param name="description">One line of help.</param>
    /// <param name="helpName">Placeholder in the help.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="maximum">Highest value.</param>
    public static Option<double?> Number(string name, string description, string helpName, double minimum, double maximum) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= minimum && value <= maximum) return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number from {minimum} to {maximum}."));
            return null;
        },
    };

    /// <summary>Numbers by name, in any case, of an option that is given as NAME=NUMBER; the last one counts.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="texts">What was given.</param>
    /// <param name="example">One of this form, for the message.</param>
    /// <param name="issues">Takes USE04 for everything that is not of the form.</param>
    public static Dictionary<string, float> NamedNumbers(string option, IEnumerable<string> texts, string example, List<Issue> issues)
    {
        Dictionary<string, float> numbers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            if (parts.Length == 2 && float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float value)) numbers[parts[0].Trim()] = value;
            else issues.Add(UsageIssues.BadValue(option, text, $"of the form NAME=NUMBER, such as {example}"));
        }
        return numbers;
    }

    /// <summary>A whole-number option that is null when not given.</summary>
    public static Option<int?> Integer(string name, string description, string helpName, int minimum, int maximum) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum) return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a whole number from {minimum} to {maximum}."));
            return null;
        },
    };
}
