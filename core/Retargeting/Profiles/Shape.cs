namespace Audio2Face.Modkit.Retargeting;

/// <summary>What may stand at a place of a profile: enough to write it in one form and to tell an editor what fits.</summary>
/// <remarks>The binders judge what is right and say what is wrong; shapes only describe.</remarks>
internal abstract record Shape;

/// <summary>A text.</summary>
internal sealed record TextShape : Shape
{
    public int Longest { get; init; } = 128;

    /// <summary>Regular expression an editor checks, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>Texts an editor offers.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Whether only <see cref="Known"/> is allowed; letter case is then mended.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>A number.</summary>
internal sealed record NumberShape(double Lowest, double Highest, bool IsWhole = false) : Shape;

/// <summary>A list of things of one shape.</summary>
internal sealed record ListShape(Shape Item, int Least, int Most) : Shape;

/// <summary>A map with known keys, in the order they are written.</summary>
internal sealed record MapShape(params IReadOnlyList<ShapeField> Fields) : Shape
{
    public ShapeField? Find(string key)
    {
        foreach (ShapeField field in Fields)
        {
            if (field.Key == key) return field;
        }
        return null;
    }
}

/// <summary>A map from names to values; written in order of the names.</summary>
/// <param name="Value">Shape of every value.</param>
/// <param name="Known">The names, or an empty list when any will do.</param>
internal sealed record NamedShape(Shape Value, IReadOnlyList<string> Known) : Shape;

/// <summary>One of several shapes that differ in kind: text, list or map.</summary>
internal sealed record ChoiceShape(params IReadOnlyList<Shape> Options) : Shape;

/// <summary>Anything; kept as it is.</summary>
internal sealed record AnyShape : Shape;

/// <summary>One key of a map.</summary>
/// <param name="Key">The key.</param>
/// <param name="Shape">What stands there.</param>
/// <param name="Summary">One line for the editor.</param>
/// <param name="IsRequired">Whether a profile must have it.</param>
/// <param name="Default">What its absence means, in canonical form, or null when that is nothing.</param>
internal sealed record ShapeField(string Key, Shape Shape, string Summary, bool IsRequired = false, string? Default = null);
