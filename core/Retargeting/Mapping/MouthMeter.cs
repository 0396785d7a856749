namespace Audio2Face.Modkit.Retargeting;

/// <summary>Measures the mouth of one frame: the geometry and the classes of <see cref="MouthSources"/>.</summary>
/// <remarks>
/// The coefficients say how far each ARKit shape moves lips and chin of a neutral head rigged with the ARKit shapes (ICT-FaceKit), in
/// widths of its resting mouth. Classes are smooth functions of the geometry and of the few shapes that geometry cannot tell apart.
/// </remarks>
internal sealed class MouthMeter
{
    /// <summary>What a shape at 1 (a pair: both sides at 1) adds to the geometry.</summary>
    private readonly record struct Effect(string Name, bool IsPair, double Gap, double Width, double Protrusion, double Chin);

    // Rows of _effects that the classes look at.
    private const int Funnel = 3, Pucker = 4, Dimple = 7, RollLower = 9, RollUpper = 10, ShrugLower = 11, Press = 13, UpperUp = 15;

    private const string TongueOut = "tongueOut";

    private static readonly IReadOnlyList<Effect> _effects =
    [
        new("jawOpen", false, 0.646, -0.112, -0.006, -0.556),
        new("jawForward", false, 0.025, 0.018, 0.007, -0.033),
        new("mouthClose", false, -0.768, 0.056, 0.015, 0.077),
        new("mouthFunnel", false, 0.271, -0.135, 0.139, -0.074),
        new("mouthPucker", false, -0.010, -0.183, 0.158, 0.013),
        new("mouthSmile", true, 0.001, 0.279, -0.064, 0.063),
        new("mouthFrown", true, -0.005, 0.074, -0.013, 0.021),
        new("mouthDimple", true, -0.014, 0.033, 0.002, 0.021),
        new("mouthStretch", true, -0.006, 0.260, -0.040, 0.018),
        new("mouthRollLower", false, -0.074, 0.013, 0, -0.005),
        new("mouthRollUpper", false, 0.036, 0.063, -0.133, 0),
        new("mouthShrugLower", false, -0.136, 0.027, 0, 0.161),
        new("mouthShrugUpper", false, 0.104, -0.002, 0.005, 0),
        new("mouthPress", true, -0.050, -0.005, -0.015, 0.085),
        new("mouthLowerDown", true, 0.133, -0.001, 0, -0.072),
        new("mouthUpperUp", true, 0.140, 0.007, -0.024, 0.003),
    ];

    private readonly Effect[] _rows = [.. _effects];
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int _tongue;

    /// <param name="faceChannels">The columns of the frames that will come; a shape that is not among them counts as 0.</param>
    public MouthMeter(IReadOnlyList<string> faceChannels)
    {
        _left = [.. _effects.Select(effect => IndexOf(faceChannels, effect.Name + (effect.IsPair ? "Left" : "")))];
        _right = [.. _effects.Select(effect => IndexOf(faceChannels, effect.Name + (effect.IsPair ? "Right" : "")))];
        _tongue = IndexOf(faceChannels, TongueOut);
    }

    /// <summary>Whether the face has any column that can move a source.</summary>
    public bool IsGiven(int source) => source switch
    {
        MouthSources.Th => _tongue >= 0,
        MouthSources.Fv => Has(RollLower) || Has(ShrugLower),
        _ => Array.Exists(_left, column => column >= 0) || Array.Exists(_right, column => column >= 0),
    };

    /// <summary>Whether a source shows what a face column does.</summary>
    public bool Shows(int source, int column) =>
        source == MouthSources.Th ? column == _tongue : Array.IndexOf(_left, column) >= 0 || Array.IndexOf(_right, column) >= 0;

    /// <summary>Measures one frame.</summary>
    /// <param name="face">One weight for each face column; taken as 0..1.</param>
    /// <param name="sources">Receives a value for each of <see cref="MouthSources.All"/>.</param>
    public void Measure(ReadOnlySpan<float> face, Span<float> sources)
    {
        Span<double> weights = stackalloc double[_rows.Length];
        double gap = 0, width = 0, protrusion = 0, chin = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            double weight = (Weight(face, _left[i]) + Weight(face, _right[i])) / 2;
            weights[i] = weight;
            gap += weight * _rows[i].Gap;
            width += weight * _rows[i].Width;
            protrusion += weight * _rows[i].Protrusion;
            chin += weight * _rows[i].Chin;
        }
        double open = Math.Max(0, gap);
        width += 0.173 * open;

        double spread = Share((width / 0.20) + (0.3 * weights[Dimple]));
        double rounding = Share((0.5 * Math.Max(0, -width) / 0.14) + (0.5 * Math.Max(0, protrusion) / 0.14));
        double seal = Share(1 - (open / 0.08));
        double parted = Share(gap / 0.10), halfOpen = Share((gap - 0.16) / 0.16), wideOpen = Share((gap - 0.30) / 0.10), raised = Share((gap - 0.14) / 0.08);
        double funnelled = weights[Funnel] - weights[Pucker];

        double lipsPressed = (0.9 * weights[Press]) + (1.2 * Math.Min(weights[RollLower], weights[RollUpper])) + (Math.Max(0, -gap) / 0.10);
        double lipAtTeeth = (1.6 * Math.Max(0, weights[RollLower] - weights[RollUpper])) + Math.Min(weights[ShrugLower], weights[UpperUp]);
        double fv = Share(lipAtTeeth) * Share(1 - (open / 0.20));
        double th = Share(2.6 * Math.Max(0, Weight(face, _tongue) - 0.30));
        double unrounded = (1 - rounding) * (1 - Math.Max(fv, th));

        sources[MouthSources.Mbp] = (float)(seal * Share(lipsPressed));
        sources[MouthSources.Fv] = (float)fv;
        sources[MouthSources.Th] = (float)th;
        sources[MouthSources.Oo] = (float)(rounding * (1 - halfOpen) * (1 - (0.9 * Share(funnelled / 0.2) * Share((gap - 0.15) / 0.1))));
        sources[MouthSources.Oh] = (float)(rounding * halfOpen * wideOpen);
        sources[MouthSources.Ch] = (float)(rounding * Share((funnelled + 0.05) / 0.2) * (1 - wideOpen) * parted);
        sources[MouthSources.Aa] = (float)(unrounded * halfOpen * (1 - spread));
        sources[MouthSources.Eh] = (float)(unrounded * parted * spread * raised);
        sources[MouthSources.Ee] = (float)(unrounded * parted * spread * (1 - raised));
        sources[MouthSources.S] = (float)(unrounded * parted * (1 - spread) * (1 - halfOpen));
        sources[MouthSources.Gap] = (float)gap;
        sources[MouthSources.Width] = (float)width;
        sources[MouthSources.Protrusion] = (float)protrusion;
        sources[MouthSources.Chin] = (float)chin;
        sources[MouthSources.Spread] = (float)spread;
        sources[MouthSources.Rounding] = (float)rounding;
        sources[MouthSources.Seal] = (float)seal;
    }

    private bool Has(int row) => _left[row] >= 0 || _right[row] >= 0;

    private static float Weight(ReadOnlySpan<float> face, int column) => column < 0 ? 0 : Math.Clamp(face[column], 0, 1);

    private static double Share(double value) => Math.Clamp(value, 0, 1);

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}
