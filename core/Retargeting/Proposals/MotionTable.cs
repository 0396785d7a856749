using System.Globalization;
using System.Numerics;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What every ARKit channel does on the toolkit's own head, in face units: the reference for faces without names.</summary>
/// <remarks>The table is written by a test from the head that the glTF format writes, never by hand.</remarks>
internal sealed class MotionTable
{
    private const string Resource = "arkit-motions.txt";
    private const int Numbers = 29;

    private MotionTable(IReadOnlyList<string> names, MotionMoments[] motions)
    {
        Names = names;
        Motions = motions;
    }

    /// <summary>Channels, in the order of <see cref="ArkitChannels.Face"/>.</summary>
    public IReadOnlyList<string> Names { get; }

    public MotionMoments[] Motions { get; }

    /// <summary>The table inside the program.</summary>
    public static MotionTable Load()
    {
        using Stream stream = typeof(MotionTable).Assembly.GetManifestResourceStream(Resource)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Measures a head that stands upright and looks along z, in units of its own.</summary>
    public static MotionTable From(IReadOnlyDictionary<string, MotionMoments> motions)
    {
        string[] names = [.. ArkitChannels.Face.Where(motions.ContainsKey)];
        FaceFrame frame = Framing(names.Select(name => motions[name].Centre), Matrix4x4.Identity);
        return new MotionTable(names, [.. names.Select(name => motions[name].In(frame))]);
    }

    /// <summary>Puts the middle of places at the origin, and their mean distance from it to one.</summary>
    public static FaceFrame Framing(IEnumerable<Vector3> centres, Matrix4x4 turn)
    {
        Vector3[] places = [.. centres.Select(place => Vector3.Transform(place, turn))];
        Vector3 middle = places.Aggregate(Vector3.Zero, (sum, place) => sum + place) / places.Length;
        float spread = MathF.Sqrt(places.Average(place => Vector3.DistanceSquared(place, middle)));
        return new FaceFrame(turn, middle, new Vector3(spread > 0 ? 1 / spread : 1));
    }

    public static MotionTable Parse(string text)
    {
        List<string> names = [];
        List<MotionMoments> motions = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            float[] n = [.. words.Skip(1).Select(word => float.Parse(word, CultureInfo.InvariantCulture))];
            if (n.Length != Numbers) throw new FormatException($"'{words[0]}' has {n.Length} numbers.");
            names.Add(words[0]);
            motions.Add(new MotionMoments(new(n[0], n[1], n[2]), Symmetric(n.AsSpan(3)), new(n[9], n[10], n[11]),
                new(n[12], n[13], n[14], 0, n[15], n[16], n[17], 0, n[18], n[19], n[20], 0, 0, 0, 0, 0), Symmetric(n.AsSpan(21)), n[27], n[28]));
        }
        return new MotionTable(names, [.. motions]);
    }

    public string Print()
    {
        StringBuilder text = new();
        text.Append("# channel; centre x y z; extent xx yy zz xy xz yz; direction x y z; gradient by rows; alignment xx yy zz xy xz yz; area; amplitude\n");
        for (int i = 0; i < Names.Count; i++)
        {
            MotionMoments m = Motions[i];
            text.Append(Names[i]);
            float[] numbers =
            [
                m.Centre.X, m.Centre.Y, m.Centre.Z, .. Unique(m.Extent), m.Direction.X, m.Direction.Y, m.Direction.Z,
                m.Gradient.M11, m.Gradient.M12, m.Gradient.M13, m.Gradient.M21, m.Gradient.M22, m.Gradient.M23, m.Gradient.M31, m.Gradient.M32, m.Gradient.M33,
                .. Unique(m.Alignment), m.Area, m.Amplitude,
            ];
            // Adding 0 turns -0 into 0.
            foreach (float number in numbers) text.Append(CultureInfo.InvariantCulture, $" {Math.Round(number, 4) + 0.0:0.####}");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static float[] Unique(Matrix4x4 m) => [m.M11, m.M22, m.M33, m.M12, m.M13, m.M23];

    private static Matrix4x4 Symmetric(ReadOnlySpan<float> n) => new(n[0], n[3], n[4], 0, n[3], n[1], n[5], 0, n[4], n[5], n[2], 0, 0, 0, 0, 0);
}
