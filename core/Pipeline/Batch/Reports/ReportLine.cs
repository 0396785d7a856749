namespace Audio2Face.Modkit.Pipeline;

/// <summary>A line as a report takes it.</summary>
/// <param name="Entry">What is known of it: the ledger's row, or as much as a line has that was never tried.</param>
/// <param name="State">How it stands.</param>
public sealed record ReportLine(LedgerEntry Entry, ReportState State)
{
    /// <summary>A line of which nothing but its row is known.</summary>
    public static ReportLine Of(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new ReportLine(entry, entry.State switch
        {
            LedgerState.Done => ReportState.Done,
            LedgerState.Failed => ReportState.Failed,
            _ => ReportState.Unfinished,
        });
    }
}
