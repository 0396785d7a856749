using System.Numerics;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>
/// The lettering of PNG pictures: every character is a few strokes on a grid 4 wide and 8 high (capitals 0..6, small letters
/// from 2, descenders to 8), drawn with the line rasteriser, so it is smooth in every size.
/// </summary>
internal static class StrokeFont
{
    /// <summary>Grid rows from the top of capitals to the foot of descenders.</summary>
    public const float GridHeight = 8;

    /// <summary>Grid row of the baseline.</summary>
    public const float Baseline = 6;

    private const float Gap = 1.8f;
    private const float SpaceWidth = 2.2f;
    private const char First = '!';

    /// <summary>What stands for characters the font lacks: a box.</summary>
    private const string Unknown = "0040460600";

    /// <summary>Strokes from '!' to '~': pairs of digits are points (x, y), blanks lift the pen.</summary>
    private static readonly string[] _glyphs =
    [
        "2024 2626", "1011 3031", "1016 3036 0242 0444", "413010010213334445361605 2026", "4006 1010 3636", "4612112031320405162644", "2021",
        "30212536", "10212516", "2125 0244 4204", "2125 0343", "252617", "1333", "2626", "4006",
        "103041453616050110", "112026 1636", "01103041420646", "0110304142334445361605 1333", "36300444", "400002324345361605",
        "413010010516364544331304", "004016", "103041423313020110 1304051636454433", "051636454130100102133342",
        "2323 2626", "2323 2617", "410345", "0242 0444", "014305", "011030414224 2626", "34141232344441301001051646",
        "062046 1434", "06003041423303 3344453606", "4130100105163645", "00304145360600", "40000646 0333", "400006 0333",
        "41301001051636454323", "0006 4046 0343", "1030 2026 1636", "4045361605", "0006 400346", "000646", "0600234046", "06004640",
        "103041453616050110", "06003041423303", "103041453616050110 2446", "06003041423303 2346", "413010010213334445361605", "0040 2026",
        "000516364540", "002640", "0016233640", "0046 4006", "002340 2326", "00400646",
        "30202636", "0046", "10202616", "022042", "0747", "1021",
        "12324346 441405163645", "0006 0312324345361605", "4332120305163645", "4046 4332120305163645", "04444332120305163645",
        "30201116 0232", "4247381807 4332120305163645", "0006 0312324346", "2226 2020", "22271807 2020", "0006 3204 1336", "202536",
        "0206 03122326 23324346", "0206 0312324346", "123243453616050312", "0208 0312324345361605", "4248 4332120305163645", "0206 031232",
        "43321203143445361605", "10152636 0232", "0205163645 4246", "022642", "0216233642", "0246 4206", "0226 42261808", "02420646",
        "30212213242536", "2027", "10212233242516", "04133443",
    ];

    /// <summary>Width of a text in pixels at a size.</summary>
    public static float Measure(string text, float size)
    {
        float width = 0;
        foreach (char c in text) width += Bounds(c).Width + Gap;
        return Math.Max(0, width - Gap) * size / GridHeight;
    }

    /// <summary>The strokes of a text whose first character starts at x on a baseline.</summary>
    public static IEnumerable<Vector2[]> Layout(string text, float x, float baseline, float size)
    {
        float scale = size / GridHeight;
        float pen = 0;
        foreach (char c in text)
        {
            (float left, float width) = Bounds(c);
            foreach (Vector2[] stroke in Strokes(c))
                yield return [.. stroke.Select(point => new Vector2(x + ((pen + point.X - left) * scale), baseline + ((point.Y - Baseline) * scale)))];
            pen += width + Gap;
        }
    }

    private static (float Left, float Width) Bounds(char c)
    {
        if (c == ' ') return (0, SpaceWidth - Gap);
        float left = float.PositiveInfinity;
        float right = float.NegativeInfinity;
        foreach (Vector2[] stroke in Strokes(c))
        {
            foreach (Vector2 point in stroke) (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
        }
        return (left, right - left);
    }

    private static IEnumerable<Vector2[]> Strokes(char c)
    {
        if (c == ' ') yield break;
        string glyph = c - First is int index and >= 0 && index < _glyphs.Length ? _glyphs[index] : Unknown;
        foreach (string stroke in glyph.Split(' '))
        {
            Vector2[] points = new Vector2[stroke.Length / 2];
            for (int i = 0; i < points.Length; i++) points[i] = new Vector2(stroke[2 * i] - '0', stroke[(2 * i) + 1] - '0');
            yield return points;
        }
    }
}
