namespace Audio2Face.Modkit.Pipeline;

/// <summary>What a ledger says of a line.</summary>
public enum LedgerState
{
    /// <summary>The line's files are about to be put in place: whatever of them is there is the program's own.</summary>
    Placing,

    /// <summary>The files are there.</summary>
    Done,

    /// <summary>The line could not be made.</summary>
    Failed,
}
