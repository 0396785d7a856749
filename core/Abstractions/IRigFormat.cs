namespace Audio2Face.Modkit.Abstractions;

/// <summary>Writes rig tracks as one file format.</summary>
/// <remarks>Calls may come from several threads at once, each with its own track: implementations hold no mutable state.</remarks>
public interface IRigFormat
{
    /// <summary>What the format can hold. Always the same answer.</summary>
    FormatDescription Description { get; }

    /// <summary>Writes every file of one line through <paramref name="output"/>; a format never sees a path.</summary>
    /// <param name="track">Curves on an even grid that starts at 0 s, in the columns and at a rate the description allows.</param>
    /// <param name="line">The line's name, length and sound.</param>
    /// <param name="output">Where the files go. Nothing is kept unless this method returns normally.</param>
    /// <param name="cancellation">Stops the work; throw <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ModkitException">The track cannot be told in this format; the issue says why and what to do.</exception>
    ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation);
}
