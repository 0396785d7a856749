namespace Audio2Face.Modkit.Pipeline;

/// <summary>How a line stands when a report is written.</summary>
public enum ReportState
{
    /// <summary>Made: by this run, or, where a report is of ledgers alone, by any.</summary>
    Done,

    /// <summary>Its files were there and as they would be made.</summary>
    UpToDate,

    /// <summary>A person changed its files, and they were left as they are.</summary>
    Kept,

    /// <summary>It could not be made.</summary>
    Failed,

    /// <summary>It failed in an earlier run and was left out of this one.</summary>
    FailedBefore,

    /// <summary>The run ended before it came to this line.</summary>
    NotTried,

    /// <summary>A run was killed while it put the files in place.</summary>
    Unfinished,
}
