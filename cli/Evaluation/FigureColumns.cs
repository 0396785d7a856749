using System.Globalization;
using Audio2Face.Modkit.Evaluation;

namespace Audio2Face.Modkit.Cli.Evaluation;

/// <summary>The figures of a score: headings of the table, members of JSON, decimals.</summary>
internal static class FigureColumns
{
    private static readonly (string Heading, string Member, int Decimals, Func<MouthFigures, double> Value)[] _columns =
    [
        ("bilRec", "bilabialRecall", 2, figures => figures.BilabialRecall),
        ("bilPrec", "bilabialPrecision", 2, figures => figures.BilabialPrecision),
        ("bilFalse", "bilabialFalseRate", 2, figures => figures.BilabialFalseRate),
        ("bilJ", "bilabialJ", 2, figures => figures.BilabialJ),
        ("bilAUC", "bilabialAuc", 2, figures => figures.BilabialAuc),
        ("labJ", "labiodentalJ", 2, figures => figures.LabiodentalJ),
        ("rndAUC", "roundingAuc", 2, figures => figures.RoundingAuc),
        ("open_r", "openingCorrelation", 2, figures => figures.OpeningCorrelation),
        ("jaw_r", "jawCorrelation", 2, figures => figures.JawCorrelation),
        ("vowHt", "vowelHeightCorrelation", 2, figures => figures.VowelHeightCorrelation),
        ("off_ms", "offsetMs", 0, figures => figures.OffsetMs),
        ("silRat", "pauseSpeedRatio", 2, figures => figures.PauseSpeedRatio),
        ("silOpen", "pauseOpenShare", 2, figures => figures.PauseOpenShare),
        ("v99", "speed99", 0, figures => figures.Speed99),
        ("jit", "jitter", 2, figures => figures.Jitter),
        ("range", "rangeMm", 1, figures => figures.RangeMm),
    ];

    /// <summary>The figures no table shows.</summary>
    private static readonly (string Member, Func<MouthFigures, double> Value)[] _others =
    [
        ("roundingCorrelation", figures => figures.RoundingCorrelation),
        ("pauseSpeed", figures => figures.PauseSpeed),
        ("pauseChannelSpeed", figures => figures.PauseChannelSpeed),
    ];

    /// <summary>Where the spread of the offsets stands, which only groups have.</summary>
    private const int OffsetSpreadColumn = 11;

    public static string[] Headings { get; } = ["", "files", "LSQ", .. Named(0, OffsetSpreadColumn), "offIQR", .. Named(OffsetSpreadColumn, _columns.Length)];

    /// <summary>A row of the table.</summary>
    public static string[] Row(string name, int count, double quality, MouthFigures figures, double offsetSpread)
    {
        string[] cells = [.. _columns.Select(column => Number(column.Value(figures), column.Decimals))];
        return [name, count.ToString(CultureInfo.InvariantCulture), Number(quality, 1), .. cells[..OffsetSpreadColumn], Number(offsetSpread, 0), .. cells[OffsetSpreadColumn..]];
    }

    /// <summary>Every figure by its name in JSON.</summary>
    public static IEnumerable<(string Member, double Value)> Values(MouthFigures figures) =>
        _columns.Select(column => (column.Member, column.Value(figures))).Concat(_others.Select(other => (other.Member, other.Value(figures))));

    /// <summary>A number for people, a dash for none.</summary>
    public static string Number(double value, int decimals) => double.IsNaN(value) ? "-" : value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Named(int from, int to) => _columns[from..to].Select(column => column.Heading);
}
