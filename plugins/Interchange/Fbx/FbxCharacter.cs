using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Animates the blend shapes of the user's own file.</summary>
internal static class FbxCharacter
{
    /// <exception cref="ModkitException">FBX02, FBX05, FBX06, FMT61, FMT64.</exception>
    public static FbxDocument Animate(FbxDocument document, string file, RigTrack track, LineInfo line)
    {
        FbxObject[] shapes = [.. new FbxScene(document, file).Objects.Where(item => item.IsShapeChannel)];
        if (shapes.Length == 0) throw FbxIssues.NoShapes(file);
        TargetMatcher matcher = new(track, line.Name);
        List<(long Channel, float[] Weights)> moved = [];
        foreach (FbxObject shape in shapes)
        {
            int column = matcher.ColumnOf(shape.Name);
            if (column >= 0) moved.Add((shape.Id, [.. Enumerable.Range(0, track.Curves.FrameCount).Select(frame => track.Curves[frame, column])]));
        }
        if (moved.Count == 0) throw FbxIssues.NoShapeNamed(file, [.. shapes.Select(shape => shape.Name)], track.Curves.Channels);
        return FbxAnimation.AddTo(document, track.Curves, line, moved);
    }
}
