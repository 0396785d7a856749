using Spectre.Console;

namespace Audio2Face.Modkit.Cli.Text;

/// <summary>Columns of text under each other. Long cells are folded on a terminal and left whole in a file or pipe.</summary>
internal sealed class TextTable
{
    private const int Unlimited = 10_000;
    private const int Narrowest = 60;

    private readonly Table _table = new Table().NoBorder();

    public TextTable(params string[] headings)
    {
        foreach (string heading in headings) _table.AddColumn(new TableColumn(new Spectre.Console.Text(heading)).PadLeft(0).PadRight(2));
        // Only the last column gives way: names and numbers stay on one line.
        for (int i = 0; i < headings.Length - 1; i++) _table.Columns[i].NoWrap();
    }

    /// <summary>Adds a row with a cell for every heading. Names come out of files: none of them may move the cursor.</summary>
    public void Add(params string[] cells) => _table.AddRow(cells.Select(cell => new Spectre.Console.Text(Printable(cell))));

    /// <summary>A text without control characters.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    /// <summary>Writes the table, one line a row where it fits.</summary>
    public void Write(TextWriter writer)
    {
        using StringWriter text = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Console.IsOutputRedirected || writer != Console.Out ? Unlimited : Math.Max(Narrowest, Console.WindowWidth);
        console.Write(_table);
        // Cells are filled up with blanks to the column's width, the last ones too.
        foreach (string line in text.ToString().TrimEnd().Split('\n')) writer.WriteLine(line.TrimEnd());
    }
}
