namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Where a vertex of the face sits, in the terms morphs are told in.</summary>
/// <param name="Angle">Degrees around the head, 0 front, positive on the character's left.</param>
/// <param name="Row">Row of <see cref="FaceSurface"/> before lids and lips shift it.</param>
/// <param name="Side">Which edge of an opening the vertex belongs to: above or below the slit of an eye or the mouth.</param>
/// <param name="Depth">0 on the outside; 1, 2 ... inwards from a lip or lid edge.</param>
internal readonly record struct SkinPoint(double Angle, double Row, SlitSide Side, int Depth)
{
    /// <summary>Place in the neutral face, millimetres.</summary>
    public Vector3d Position { get; init; }

    /// <summary>-1 at the mouth's right corner, 0 in its middle, 1 at its left corner, and beyond on the cheeks.</summary>
    public double AlongMouth => Angle / FaceGrid.MouthCornerDegrees;

    /// <summary>Row of <see cref="FaceSurface"/> where the vertex lies once lids and lips have shifted it.</summary>
    public double PlacedRow { get; init; }

    public bool IsBelowMouth => Row > FaceSurface.MouthRow || (Row == FaceSurface.MouthRow && Side == SlitSide.Below);
}

/// <summary>The two edges of a slit.</summary>
internal enum SlitSide
{
    Above,
    Below,
}
