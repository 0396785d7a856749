namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// The eyes of one stream: offset + strength x the network's rotation + a row of the saccade table, which has 30 rows a second. Model contract,
/// section 5.5. The clock is a float like the reference's: in double, rows would change a frame earlier or later.
/// </summary>
internal sealed class EyesAnimator
{
    private const float RowsPerSecond = 30;

    private readonly float[] _saccades;
    private readonly int _rowCount;
    private float _clockRows;

    /// <param name="saccades">[rows, 2]: rotation about x and y in degrees.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: no rows, or not two numbers a row.</exception>
    public EyesAnimator(float[] saccades)
    {
        if (saccades.Length == 0 || saccades.Length % 2 != 0) throw InferenceIssues.BadData("saccade_rot_matrix", "it must have rows of 2 numbers");
        _saccades = saccades;
        _rowCount = saccades.Length / 2;
    }

    /// <summary>See <see cref="EyesParameters"/>.</summary>
    public ParameterSet Parameters { get; } = new(EyesParameters.All);

    /// <summary>The row of the saccade table that the next frame takes.</summary>
    public int Row => (int)Wrap(Parameters[EyesParameters.SaccadeSeed] + _clockRows);

    /// <summary>Animates one frame; the clock stands still.</summary>
    /// <param name="eyes">Right x, right y, left x, left y, in degrees, as the network gives them.</param>
    /// <param name="rotations">Receives right x, y, z, left x, y, z in degrees; z is 0.</param>
    public void Animate(ReadOnlySpan<float> eyes, Span<float> rotations)
    {
        float strength = Parameters[EyesParameters.EyeballsStrength], saccade = Parameters[EyesParameters.SaccadeStrength];
        int row = Row;
        float saccadeX = saccade * _saccades[2 * row], saccadeY = saccade * _saccades[(2 * row) + 1];
        rotations[0] = Parameters[EyesParameters.RightOffsetX] + (strength * eyes[0]) + saccadeX;
        rotations[1] = Parameters[EyesParameters.RightOffsetY] + (strength * eyes[1]) + saccadeY;
        rotations[2] = 0;
        rotations[3] = Parameters[EyesParameters.LeftOffsetX] + (strength * eyes[2]) + saccadeX;
        rotations[4] = Parameters[EyesParameters.LeftOffsetY] + (strength * eyes[3]) + saccadeY;
        rotations[5] = 0;
    }

    /// <summary>Moves the clock on.</summary>
    public void Advance(float deltaSeconds) => _clockRows = Wrap(_clockRows + (deltaSeconds * RowsPerSecond));

    /// <summary>Sets the clock to a frame of 30 a second; negative ones count from the table's end.</summary>
    public void SeekRow(long row) => _clockRows = Wrap(row % _rowCount);

    /// <summary>Sets the clock to a moment of the clip, as if it had been played up to there.</summary>
    public void SeekSeconds(double seconds) => _clockRows = Wrap((float)(seconds * RowsPerSecond % _rowCount));

    /// <summary>Sets the clock to 0.</summary>
    public void Reset() => _clockRows = 0;

    private float Wrap(float row)
    {
        float rest = row % _rowCount;
        if (rest < 0) rest += _rowCount;
        // A tiny negative rest rounds up to the row count itself.
        return rest >= _rowCount ? 0 : rest;
    }
}
