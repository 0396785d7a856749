namespace Audio2Face.Modkit.Pipeline;

/// <summary>What a run has to do for a line, judged by the ledger and the files that are there.</summary>
public enum Standing
{
    /// <summary>No run has made it yet.</summary>
    New,

    /// <summary>A run that was killed had begun to place its files.</summary>
    Unfinished,

    /// <summary>It failed the last time.</summary>
    FailedBefore,

    /// <summary>The recording has other content.</summary>
    OtherRecording,

    /// <summary>The model, the profile or a setting is another.</summary>
    OtherRecipe,

    /// <summary>A file it had is not there.</summary>
    FileMissing,

    /// <summary>A file it had was changed by somebody else; all else is as it was.</summary>
    ChangedByHand,

    /// <summary>Its files are there and would be made just the same.</summary>
    UpToDate,
}
