namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>The inside of the lips and the dark bag behind them, an upper and a lower sheet that meet at the corners and at the back.</summary>
internal sealed class MouthBag(FaceGrid grid)
{
    // Step by step inwards: millimetres away from the lip line, place in depth (below 20: behind the lip's edge), widening at the corners.
    private static readonly (double Away, double Back, double Wider)[] _steps =
        [(0.2, 2.2, 1), (1.2, 4.2, 1), (3.5, 5.6, 1.01), (9, 6.4, 1.02), (16, 9, 1.04), (19, 22, 1.14), (17, 40, 1.2), (10, 54, 1.1)];

    public void Add(int[] upper, int[] lower)
    {
        int[] upperRow = upper;
        int[] lowerRow = lower;
        for (int depth = 1; depth <= _steps.Length; depth++)
        {
            int[] nextUpper = new int[upper.Length];
            int[] nextLower = new int[upper.Length];
            for (int i = 0; i < upper.Length; i++)
            {
                nextUpper[i] = AddPoint(upper[i], SlitSide.Above, depth);
                bool isCorner = i == 0 || i == upper.Length - 1;
                nextLower[i] = isCorner ? nextUpper[i] : AddPoint(lower[i], SlitSide.Below, depth);
            }
            Join(upperRow, nextUpper, depth, isUpper: true);
            Join(lowerRow, nextLower, depth, isUpper: false);
            (upperRow, lowerRow) = (nextUpper, nextLower);
        }
        // The back: one row where both sheets meet.
        for (int i = 0; i + 1 < upper.Length; i++)
            grid.Part.Quad(upperRow[i], lowerRow[i], lowerRow[i + 1], upperRow[i + 1], Palette.Cavity, 32);
    }

    private int AddPoint(int edge, SlitSide side, int depth)
    {
        SkinPoint start = grid.Points[edge];
        (double away, double back, double wider) = _steps[depth - 1];
        double along = Math.Abs(start.AlongMouth);
        double open = 1 - (along * along * along * along);
        double sign = side == SlitSide.Above ? 1 : -1;
        Vector3d p = start.Position;
        Vector3d inside = new(p.X * wider, p.Y + (sign * away * open), p.Z - (back * (1 - (0.25 * along * along))));
        return grid.Add(start with { Side = side, Depth = depth }, inside);
    }

    private void Join(int[] outside, int[] inside, int depth, bool isUpper)
    {
        HeadMaterial material = depth <= 3 ? Palette.Lips : Palette.Cavity;
        for (int i = 0; i + 1 < outside.Length; i++)
        {
            int band = isUpper ? 10 : 12;
            int region = depth > 3 ? band + 20 : i < outside.Length / 2 ? band + 1 : band;
            if (isUpper) grid.Part.Quad(outside[i], inside[i], inside[i + 1], outside[i + 1], material, region);
            else grid.Part.Quad(inside[i], outside[i], outside[i + 1], inside[i + 1], material, region);
        }
    }
}
