namespace Audio2Face.Modkit.Plugins.Usd;

/// <summary>A piece of USD text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word or number as it stands, the content of a text or path, or one sign.</param>
/// <param name="Line">Its line, from 1.</param>
internal readonly record struct UsdToken(UsdTokenKind Kind, string Text, int Line)
{
    public bool IsSign(char sign) => Kind == UsdTokenKind.Sign && Text[0] == sign;

    public bool IsWord(string word) => Kind == UsdTokenKind.Word && Text == word;
}

/// <summary>Kinds of tokens.</summary>
internal enum UsdTokenKind
{
    End,

    /// <summary>A name with its namespaces and what hangs on it by a point: <c>skel:blendShapes</c>, <c>weights.timeSamples</c>.</summary>
    Word,
    Number,
    Text,

    /// <summary>An asset or a path, which nothing here follows.</summary>
    Reference,
    Sign,
}
