namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>The thickness of the lids: strips from their edges back into the eyeball.</summary>
internal sealed class LidRims(FaceGrid grid)
{
    private const double ThicknessMillimetres = 4;

    public void Add(IReadOnlyList<int> upper, IReadOnlyList<int> lower)
    {
        int[] insideUpper = new int[upper.Count];
        int[] insideLower = new int[upper.Count];
        for (int i = 0; i < upper.Count; i++)
        {
            insideUpper[i] = AddPoint(upper[i], SlitSide.Above);
            insideLower[i] = upper[i] == lower[i] ? insideUpper[i] : AddPoint(lower[i], SlitSide.Below);
        }
        for (int i = 0; i + 1 < upper.Count; i++)
        {
            int region = grid.Points[upper[i]].Angle > 0 ? 6 : 7;
            grid.Part.Quad(upper[i], insideUpper[i], insideUpper[i + 1], upper[i + 1], Palette.LidRim, region);
            grid.Part.Quad(insideLower[i], lower[i], lower[i + 1], insideLower[i + 1], Palette.LidRim, region);
        }
    }

    private int AddPoint(int edge, SlitSide side)
    {
        SkinPoint start = grid.Points[edge];
        return grid.Add(start with { Side = side, Depth = 1 }, Inside(start.Position));
    }

    /// <summary>From a place on a lid's edge straight towards the middle of the eyeball.</summary>
    public static Vector3d Inside(Vector3d edge)
    {
        Vector3d centre = edge.X < 0 ? FaceSurface.EyeCentre.Mirrored : FaceSurface.EyeCentre;
        return edge + ((centre - edge).Normalized() * ThicknessMillimetres);
    }
}
