namespace Audio2Face.Modkit.Pipeline;

/// <summary>What became of one output file.</summary>
public enum OutputChange
{
    /// <summary>There was no such file.</summary>
    Created,

    /// <summary>An older file was replaced; its first version is kept beside it with <c>.bak</c> added.</summary>
    Replaced,

    /// <summary>The file was there with the same bytes and was not touched.</summary>
    Unchanged,
}
