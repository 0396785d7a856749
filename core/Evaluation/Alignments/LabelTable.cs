namespace Audio2Face.Modkit.Evaluation.Alignments;

/// <summary>Rows of start, end and phone, separated by tabs or blanks, with or without a header: our own tables and Audacity's labels.</summary>
internal static class LabelTable
{
    /// <summary>What the first column of a header is called.</summary>
    private static readonly string[] _headings = ["start", "begin", "onset", "tmin", "xmin"];

    public static void Read(string text, AlignmentRows rows)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> each in text.AsSpan().EnumerateLines())
        {
            number++;
            // Audacity puts the frequencies of a label on a line of their own.
            if (each.IsWhiteSpace() || each[0] == '\\') continue;
            string[] cells = each.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (number == 1 && _headings.Contains(cells[0], StringComparer.OrdinalIgnoreCase)) continue;
            // A label without a text is a pause.
            if (cells.Length is 2 or 3) rows.Add(number, cells[0], cells[1], cells.Length == 3 ? cells[2] : "");
            else rows.AddBroken(number, "The row is not a start, an end and a phone.");
        }
    }
}
