using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Finds the comments of a text that has been read as YAML already.</summary>
internal static class YamlComments
{
    /// <summary>Line and column of every comment, counted from 1.</summary>
    public static IReadOnlyList<(int Line, int Column)> Find(string text)
    {
        List<(int, int)> comments = [];
        Scanner scanner = new(new StringReader(text), skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment) comments.Add(((int)comment.Start.Line, (int)comment.Start.Column));
        }
        return comments;
    }
}
