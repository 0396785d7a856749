using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>An edit as a person asks for it, before it is known what line it is about.</summary>
/// <param name="Channels">Names of channels, letter case aside.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Keys">The curve (see <see cref="CurveEdit.Keys"/>); none for a lock, which takes what the file has.</param>
public sealed record EditWish(IReadOnlyList<string> Channels, EditKind Kind, IReadOnlyList<CurveKey> Keys)
{
    /// <summary>Where it begins, in seconds.</summary>
    public double FromSeconds { get; init; }

    /// <summary>Where it ends; null: at the line's end.</summary>
    public double? ToSeconds { get; init; }

    /// <summary>Seconds over which it comes and goes; null: the usual ones (see <see cref="CurveEdit.UsualFade"/>).</summary>
    public double? FadeSeconds { get; init; }

    /// <summary>Whether the curve eases from key to key.</summary>
    public bool IsSmooth { get; init; }

    /// <summary>A remark, or null.</summary>
    public string? Note { get; init; }
}
