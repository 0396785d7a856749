namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Two rows of teeth with their gums, each a band around an arch, drawn in at every gap. The lower row is fast to the jaw.</summary>
internal static class Teeth
{
    private const int TeethInRow = 14;
    private const int ColumnsPerTooth = 6;
    private const double ArchDegrees = 82;
    private static readonly Vector3d _archCentre = new(0, 0, 34);

    // Across the band from the outer gum over the biting edge to the inside: outwards from the arch, away from the biting edge, how much gaps show.
    private static readonly (double Out, double Away, double Gap)[] _profile =
        [(-1.5, 15, 0), (0.9, 12, 0), (1.3, 9.4, 0.3), (0.7, 8.4, 0.8), (1.1, 5, 1), (0.9, 2, 1), (0.2, 0.3, 1), (-0.9, 0, 1), (-2.4, 1.2, 0.6), (-3.4, 9, 0)];

    public static HeadMesh BuildUpper() => MorphBaker.Bake(Build("TeethUpper", -62.6, 25.6, 39.5, isUpper: true), []);

    public static HeadMesh BuildLower()
    {
        Part part = Build("TeethLower", -62, 22.0, 36.5, isUpper: false);
        return MorphBaker.Bake(part, JawMotion.Rigid(part));
    }

    private static Part Build(string name, double biteY, double halfWidth, double depth, bool isUpper)
    {
        Part part = new(name);
        int[]? before = null;
        List<int[]> columns = [];
        for (int column = 0; column <= TeethInRow * ColumnsPerTooth; column++)
        {
            int[] points = [.. _profile.Select(step => part.Add(Place(column, step, biteY, halfWidth, depth, isUpper)))];
            for (int i = 0; before is not null && i + 1 < points.Length; i++)
            {
                HeadMaterial material = i < 3 ? Palette.Gum : Palette.Teeth;
                if (isUpper) part.Quad(before[i], before[i + 1], points[i + 1], points[i], material);
                else part.Quad(before[i], points[i], points[i + 1], before[i + 1], material);
            }
            before = points;
            columns.Add(points);
        }
        for (int column = 0; column <= TeethInRow * ColumnsPerTooth / 2; column++)
        {
            for (int i = 0; i < _profile.Length; i++) part.Pair(columns[^(column + 1)][i], columns[column][i]);
        }
        return part;
    }

    private static Vector3d Place(int column, (double Out, double Away, double Gap) step, double biteY, double halfWidth, double depth, bool isUpper)
    {
        double angle = ArchDegrees * ((2.0 * column / (TeethInRow * ColumnsPerTooth)) - 1);
        double fromMiddle = (2.0 * (column % ColumnsPerTooth) / ColumnsPerTooth) - 1;
        double round = fromMiddle * fromMiddle * fromMiddle * fromMiddle;
        double front = Shape.CosDegrees(angle);
        double outwards = step.Out - (1.1 * round * step.Gap);
        double away = step.Away * (0.8 + (0.2 * front));
        if (step.Away < 1) away += 0.9 * round;
        else if (step.Away is > 8 and < 10) away -= 1.3 * round;
        double sin = Shape.SinDegrees(angle);
        return new Vector3d((halfWidth + outwards) * sin, biteY + (isUpper ? away : -away), _archCentre.Z + ((depth + outwards) * front));
    }
}
