namespace Audio2Face.Modkit.Pipeline;

/// <summary>What became of one line of a batch.</summary>
/// <param name="Line">The line.</param>
/// <param name="Result">What its making gave; issues about files of an earlier run are among its own.</param>
/// <param name="Entry">The row the ledger has of it now.</param>
public sealed record BatchResult(BatchLine Line, LineResult Result, LedgerEntry Entry);
