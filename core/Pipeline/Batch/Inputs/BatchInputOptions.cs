namespace Audio2Face.Modkit.Pipeline;

/// <summary>How <see cref="BatchInputs"/> looks for recordings.</summary>
public sealed record BatchInputOptions
{
    /// <summary>The folder the batch writes to; it is not searched when it lies below a folder that is. Null: there is none.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>A file that lists recordings and what is to be made of each, besides those that are named; null: there is none.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>Which sound of every video the user chose, counted from 0: the videos are not split then. Null: each sound is a recording of its own.</summary>
    public int? AudioStream { get; init; }
}
