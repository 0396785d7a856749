namespace Audio2Face.Modkit.Pipeline;

/// <summary>How <see cref="BatchInputs"/> looks for recordings.</summary>
public sealed record BatchInputOptions
{
    /// <summary>The folder the batch writes to; it is not searched when it lies below a folder that is. Null: there is none.</summary>
    public string? OutputFolder { get; init; }
}
