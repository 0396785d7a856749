namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>
/// The skin: columns around the head by rows from crown to neck, cut open along the lids and lips, so that an upper lip knows its
/// lower lip by the cut and not by distance. Behind the lips hangs the mouth's bag, behind the lids their rims.
/// </summary>
internal sealed class FaceGrid
{
    public const double MouthCornerDegrees = 24;
    public const double EyeInnerDegrees = 12;
    public const double EyeOuterDegrees = 40;

    private readonly FaceShaper _shaper;
    private readonly List<SkinPoint> _points = [];
    private readonly double[] _angles = Angles();
    private readonly double[] _rows = Rows();
    private readonly int _columns;
    private readonly int[] _grid;
    private readonly Dictionary<(int Row, int Column), int> _below = [];
    private readonly int _mouthRow;
    private readonly int _eyeRow;

    public FaceGrid(FaceShaper shaper)
    {
        _shaper = shaper;
        _columns = 2 * (_angles.Length - 1);
        _grid = new int[_rows.Length * _columns];
        _mouthRow = Array.IndexOf(_rows, FaceSurface.MouthRow);
        _eyeRow = Array.IndexOf(_rows, FaceSurface.EyeRow);
        Part = new Part("Face");
        AddVertices();
        AddQuads();
        CloseCrown();
        int corner = Array.IndexOf(_angles, MouthCornerDegrees);
        new MouthBag(this).Add([.. Edge(_mouthRow, -corner, corner, SlitSide.Above)], [.. Edge(_mouthRow, -corner, corner, SlitSide.Below)]);
        int inner = Array.IndexOf(_angles, EyeInnerDegrees);
        int outer = Array.IndexOf(_angles, EyeOuterDegrees);
        UpperLidEdge = [.. Edge(_eyeRow, inner, outer, SlitSide.Above)];
        LowerLidEdge = [.. Edge(_eyeRow, inner, outer, SlitSide.Below)];
        new LidRims(this).Add(UpperLidEdge, LowerLidEdge);
        new LidRims(this).Add([.. Edge(_eyeRow, -outer, -inner, SlitSide.Above)], [.. Edge(_eyeRow, -outer, -inner, SlitSide.Below)]);
        PairMirrors();
    }

    public Part Part { get; }

    /// <summary>What each vertex of <see cref="Part"/> is.</summary>
    public IReadOnlyList<SkinPoint> Points => _points;

    /// <summary>The left upper lid's edge from the inner corner to the outer.</summary>
    public IReadOnlyList<int> UpperLidEdge { get; }

    /// <summary>The left lower lid's edge from the inner corner to the outer.</summary>
    public IReadOnlyList<int> LowerLidEdge { get; }

    /// <summary>Adds a vertex at its place in the neutral face.</summary>
    public int Add(SkinPoint point, Vector3d position)
    {
        _points.Add(point with { Position = position, PlacedRow = _shaper.NeutralRow(point) });
        return Part.Add(position);
    }

    private static double[] Angles()
    {
        List<double> angles = [];
        for (int i = 0; i < 16; i++) angles.Add(i * 1.5);
        for (int i = 0; i < 12; i++) angles.Add(24 + (i * 2));
        for (int i = 0; i < 12; i++) angles.Add(48 + (i * 3.5));
        for (int i = 0; i <= 10; i++) angles.Add(90 + (i * 9));
        return [.. angles];
    }

    private static double[] Rows()
    {
        List<double> rows = [];
        AddRows(rows, 0.4, 3, 6);
        AddRows(rows, 3, 4.6, 4);
        AddRows(rows, 4.6, 5.2, 4);
        AddRows(rows, 5.2, 6, 8);
        AddRows(rows, 6, 6.6, 6);
        AddRows(rows, 6.6, 7.5, 7);
        AddRows(rows, 7.5, 8.2, 7);
        AddRows(rows, 8.2, 9, 8);
        AddRows(rows, 9, 10, 10);
        AddRows(rows, 10, 12.4, 10);
        AddRows(rows, 12.4, 16, 7);
        rows.Add(16);
        return [.. rows];
    }

    private static void AddRows(List<double> rows, double from, double to, int count)
    {
        for (int i = 0; i < count; i++) rows.Add(from + ((to - from) * i / count));
    }

    private int At(int row, int column, SlitSide side)
    {
        int wrapped = ((column % _columns) + _columns) % _columns;
        return side == SlitSide.Below && _below.TryGetValue((row, wrapped), out int below) ? below : _grid[(row * _columns) + wrapped];
    }

    private IEnumerable<int> Edge(int row, int from, int to, SlitSide side)
    {
        for (int column = from; column <= to; column++) yield return At(row, column, side);
    }

    /// <summary>Columns count from the front: 0 .. half on the left, the rest on the right.</summary>
    private double AngleOf(int column) => column < _angles.Length ? _angles[column] : -_angles[_columns - column];

    private void AddVertices()
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            for (int column = 0; column < _columns; column++)
            {
                double angle = AngleOf(column);
                SkinPoint above = new(angle, _rows[row], SlitSide.Above, 0);
                _grid[(row * _columns) + column] = Add(above, _shaper.Place(above, FacePose.Neutral));
                if (!IsCut(row, Math.Abs(angle))) continue;
                SkinPoint below = above with { Side = SlitSide.Below };
                _below[(row, column)] = Add(below, _shaper.Place(below, FacePose.Neutral));
            }
        }
    }

    private bool IsCut(int row, double angle) =>
        (row == _mouthRow && angle < MouthCornerDegrees) || (row == _eyeRow && angle > EyeInnerDegrees && angle < EyeOuterDegrees);

    private void AddQuads()
    {
        for (int row = 0; row + 1 < _rows.Length; row++)
        {
            for (int column = 0; column < _columns; column++)
            {
                double middle = column + 1 < _angles.Length ? (_angles[column] + _angles[column + 1]) / 2
                    : -(_angles[_columns - column] + _angles[_columns - column - 1]) / 2;
                double rowMiddle = (_rows[row] + _rows[row + 1]) / 2;
                Part.Quad(
                    At(row, column, SlitSide.Below), At(row + 1, column, SlitSide.Above), At(row + 1, column + 1, SlitSide.Above),
                    At(row, column + 1, SlitSide.Below), IsLip(rowMiddle, middle) ? Palette.Lips : Palette.Skin, Region(rowMiddle, middle));
            }
        }
    }

    private static bool IsLip(double row, double angle) =>
        Math.Abs(angle) < MouthCornerDegrees && row > FaceSurface.MouthRow - 0.5 && row < FaceSurface.MouthRow + 0.6;

    /// <summary>Regions keep apart what different morphs move, so that a file lists only what moves: scalp and neck, then bands left and right.</summary>
    internal static int Region(double row, double angle)
    {
        double away = Math.Abs(angle);
        if (away > 118 || row > 14 || row < 2) return 0;
        int band = row switch { < 4.4 => 1, < 5.2 => 2, < 7.2 => 3, < 8.2 => 4, < 9 => 5, < 10.7 => 6, < 12.4 => 7, _ => 8 };
        int part = (2 * band) + (away > 60 ? 200 : away > 30 ? 100 : 0);
        return angle >= 0 ? part : part + 1;
    }

    private void CloseCrown()
    {
        int pole = Add(new SkinPoint(0, 0, SlitSide.Above, 0), new Vector3d(0, 119, -8));
        Part.Pair(pole, pole);
        for (int column = 0; column < _columns; column++)
            Part.Triangle(pole, At(0, column, SlitSide.Above), At(0, column + 1, SlitSide.Above), Palette.Skin);
    }

    /// <summary>Partners share row, side and depth, and have opposite angles.</summary>
    private void PairMirrors()
    {
        Dictionary<(double, double, SlitSide, int), int> right = [];
        for (int i = 0; i < _points.Count; i++)
        {
            SkinPoint p = _points[i];
            if (p.Angle <= 0 || p.Angle == 180) right[(-p.Angle, p.Row, p.Side, p.Depth)] = i;
        }
        for (int i = 0; i < _points.Count; i++)
        {
            SkinPoint p = _points[i];
            if (p.Angle == 180 || p.Angle == 0) Part.Pair(i, i);
            else if (p.Angle > 0) Part.Pair(i, right[(p.Angle, p.Row, p.Side, p.Depth)]);
        }
        for (int i = 0; i < _points.Count; i++) _points[i] = _points[i] with { Position = Part.Positions[i] };
    }
}
