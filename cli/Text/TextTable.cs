using Spectre.Console;

namespace Audio2Face.Modkit.Cli.Text;

/// <summary>Columns of text under each other. Long cells are folded on a terminal and left whole in a file or pipe.</summary>
internal sealed class TextTable
{
    private const int Unlimited = 10_000;

    private readonly Table _table = new Table().NoBorder();

    public TextTable(params string[] headings)
    {
        foreach (string heading in headings) _table.AddColumn(new TableColumn(new Spectre.Console.Text(heading)).PadLeft(0).PadRight(2));
        // Only the last column gives way: names and numbers stay on one line.
        for (int i = 0; i < headings.Length - 1; i++) _table.Columns[i].NoWrap();
    }

    /// <summary>Adds a row with a cell for every heading.</summary>
    public void Add(params string[] cells) => _table.AddRow(cells.Select(cell => new Spectre.Console.Text(cell)));

    /// <summary>Writes the table, one line a row where it fits.</summary>
    public void Write(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (Console.IsOutputRedirected || writer != Console.Out) console.Profile.Width = Unlimited;
        console.Write(_table);
    }
}
