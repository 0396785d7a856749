namespace Audio2Face.Modkit.Pipeline;

/// <summary>What states and concerns are called in reports; programs that read them may rely on these words.</summary>
internal static class ReportWords
{
    public static string Of(ReportState state) => state switch
    {
        ReportState.Done => "done",
        ReportState.UpToDate => "up to date",
        ReportState.Kept => "kept",
        ReportState.Failed => "failed",
        ReportState.FailedBefore => "failed before",
        ReportState.NotTried => "not tried",
        _ => "unfinished",
    };

    public static string Of(ReportConcern concern) => concern switch
    {
        ReportConcern.Failed => "failed",
        ReportConcern.NotMade => "not made",
        ReportConcern.Conflict => "conflict",
        ReportConcern.Warning => "warning",
        ReportConcern.Suspicious => "suspicious",
        _ => "",
    };
}
