namespace Audio2Face.Modkit.Pipeline;

/// <summary>Why a person should look at a line, the worst first.</summary>
public enum ReportConcern
{
    /// <summary>There are no files.</summary>
    Failed,

    /// <summary>It was never tried, or not finished.</summary>
    NotMade,

    /// <summary>A person's work and the program's stand against each other.</summary>
    Conflict,

    /// <summary>Something was found wrong with this line, not with most lines of its profile.</summary>
    Warning,

    /// <summary>The face has figures that speech seldom has.</summary>
    Suspicious,

    /// <summary>Nothing is known against it.</summary>
    None,
}
