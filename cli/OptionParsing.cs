using System.CommandLine;
using System.Globalization;

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
