namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>The dark line of the upper lashes: ribbons that stand on the lids' edges.</summary>
internal static class Lashes
{
    public static HeadMesh Build(FaceGrid grid, IReadOnlyList<(string Name, Func<SkinPoint, Vector3d> Delta)> skin)
    {
        Part part = new("Lashes");
        IReadOnlyList<int> edge = grid.UpperLidEdge;
        List<(SkinPoint Point, int Place, int Row)> origins = [];
        for (int place = 0; place < edge.Count; place++)
        {
            for (int row = 0; row < 3; row++)
            {
                SkinPoint point = grid.Points[edge[place]];
                int vertex = part.Add(Stand(point.Position, (double)place / (edge.Count - 1), row));
                origins.Add((point, place, row));
                if (place > 0 && row > 0) part.Quad(vertex - 4, vertex - 1, vertex, vertex - 3, Palette.Lash);
            }
        }
        part.MirrorAll();
        int half = origins.Count;
        return MorphBaker.Bake(part, skin.Select(m => new Morph(m.Name, i =>
        {
            (SkinPoint point, int place, int row) = origins[i % half];
            if (i >= half) point = point with { Angle = -point.Angle, Position = point.Position.Mirrored };
            double along = (double)place / (edge.Count - 1);
            return Stand(point.Position + m.Delta(point), along, row) - Stand(point.Position, along, row);
        })));
    }

    /// <summary>Row 0 lies inside the lid, row 1 on its edge, row 2 stands out: upwards from an open lid, downwards from a closed one.</summary>
    private static Vector3d Stand(Vector3d edge, double along, int row)
    {
        Vector3d centre = edge.X < 0 ? FaceSurface.EyeCentre.Mirrored : FaceSurface.EyeCentre;
        Vector3d outwards = (edge - centre).Normalized();
        double length = 0.6 + (2.6 * Shape.Step(0, 0.85, along));
        return row switch
        {
            0 => edge - (outwards * 0.6) - new Vector3d(0, 0.7, 0),
            1 => edge + (outwards * 0.5),
            _ => edge + (outwards * length) + new Vector3d(outwards.X * length * 0.4, length * ((outwards.Y * 2.2) - 0.2), 0),
        };
    }
}
