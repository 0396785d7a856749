using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A hand edit of one channel over a span of time, made to last: every later run applies it again.</summary>
public sealed record CurveEdit
{
    /// <summary>The longest fade an edit has that was not given one.</summary>
    private const double UsualFadeSeconds = 0.08;

    /// <summary>Name of the rig's channel.</summary>
    public required string Channel { get; init; }

    /// <summary>What is done.</summary>
    public required EditKind Kind { get; init; }

    /// <summary>Where it begins, in seconds from the start of the recording; 0 or more.</summary>
    public double FromSeconds { get; init; }

    /// <summary>Where it ends, after <see cref="FromSeconds"/>; null: at the line's end.</summary>
    public double? ToSeconds { get; init; }

    /// <summary>
    /// The curve to add (<see cref="EditKind.Offset"/>) or to show, ascending in time, at least one key; the first and the last are held.
    /// In the rig's units.
    /// </summary>
    public required IReadOnlyList<CurveKey> Keys { get; init; }

    /// <summary>Whether the curve eases from key to key; otherwise it runs on straight lines.</summary>
    public bool IsSmooth { get; init; }

    /// <summary>
    /// Seconds over which the edit comes and goes inside its span. An end that is the line's own has no fade: there is nothing beside it.
    /// </summary>
    public double FadeSeconds { get; init; }

    /// <summary>A person's remark, or null.</summary>
    public string? Note { get; init; }

    /// <summary>SHA-256 of the recording it was made for.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>Hash of the channel it was made for, before any edit (see <see cref="CurveHashes"/>).</summary>
    public required string Base { get; init; }

    /// <summary>The fade of an edit that is not given one: nobody sees it begin, and half of the span has the edit in full.</summary>
    public static double UsualFade(double spanSeconds) => Math.Round(Math.Min(UsualFadeSeconds, spanSeconds / 4), 3);
}
