using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A few figures of a line's face by which a person finds the lines worth looking at.</summary>
/// <remarks>Rounded as a ledger keeps them, so that they are the same before and after.</remarks>
public sealed record LineFigures
{
    /// <summary>One value of <see cref="Curve"/> is a digit of these, counted in steps of <see cref="CurveStepMm"/>.</summary>
    internal const string CurveDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>What one step of <see cref="Curve"/> is worth: 61 steps are 30.5 mm, a jaw three quarters open.</summary>
    internal const double CurveStepMm = 0.5;

    /// <summary>The curve is cut into so many parts at most, each told by two values.</summary>
    private const int MostCurveParts = 48;

    /// <summary>How often the lips shut between two openings, 0 or more.</summary>
    public int ClosureCount { get; init; }

    /// <summary>How restless the mouth is: share of the opening's spread that is quicker than 30 ms, 0 (smooth) to 1; speech has some 0.1 to 0.25.</summary>
    public double Jitter { get; init; }

    /// <summary>Share of the time in which mouth, jaw or cheeks move, 0..1.</summary>
    public double MovingShare { get; init; }

    /// <summary>The widest gap between the lips in millimetres on the ARKit reference face, 0 or more.</summary>
    public double PeakOpeningMm { get; init; }

    /// <summary>
    /// The gap between the lips over time for a small picture: up to 96 characters of 0-9A-Za-z at even distances over the whole line, each the gap in
    /// steps of 0.5 mm (0: shut; z: 30.5 mm or more). Of every 48th of a line the lowest and the highest value stand here in the order they come, so
    /// neither a peak nor a closure is lost. Empty when there are no frames.
    /// </summary>
    public string Curve { get; init; } = "";

    /// <summary>Measures a face.</summary>
    public static LineFigures Measure(FaceTrack face)
    {
        ArgumentNullException.ThrowIfNull(face);
        MouthOverview mouth = MouthOverview.Measure(face.Weights);
        return new LineFigures
        {
            ClosureCount = mouth.ClosureCount,
            Jitter = Math.Round(mouth.Jitter, 3),
            MovingShare = Math.Round(mouth.MovingShare, 3),
            PeakOpeningMm = Math.Round(mouth.PeakOpeningMm, 1),
            Curve = Draw(mouth.OpeningMm.Span),
        };
    }

    /// <summary>Writes the figures as a JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteNumber("closures", ClosureCount);
        json.WriteNumber("jitter", Jitter);
        json.WriteNumber("moving", MovingShare);
        json.WriteNumber("peakMm", PeakOpeningMm);
        json.WriteString("curve", Curve);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; members it does not know are passed over.</summary>
    /// <param name="json">Stands at the object's start, and at its end afterwards.</param>
    /// <exception cref="JsonException">This is no such object.</exception>
    public static LineFigures Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException();
        int closures = 0;
        double jitter = 0, moving = 0, peakMm = 0;
        string curve = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            if (!json.Read()) throw new JsonException();
            switch (name, json.TokenType)
            {
                case ("closures", JsonTokenType.Number): closures = json.TryGetInt32(out int count) ? count : throw new JsonException(); break;
                case ("jitter", JsonTokenType.Number): jitter = json.GetDouble(); break;
                case ("moving", JsonTokenType.Number): moving = json.GetDouble(); break;
                case ("peakMm", JsonTokenType.Number): peakMm = json.GetDouble(); break;
                case ("curve", JsonTokenType.String): curve = json.GetString()!; break;
                default: json.Skip(); break;
            }
        }
        return new LineFigures { ClosureCount = closures, Jitter = jitter, MovingShare = moving, PeakOpeningMm = peakMm, Curve = curve };
    }

    private static string Draw(ReadOnlySpan<double> openingMm)
    {
        if (openingMm.Length <= 2 * MostCurveParts)
        {
            char[] all = new char[openingMm.Length];
            for (int i = 0; i < all.Length; i++) all[i] = Digit(openingMm[i]);
            return new string(all);
        }
        Span<char> digits = stackalloc char[2 * MostCurveParts];
        for (int part = 0; part < MostCurveParts; part++)
        {
            int from = (int)((long)openingMm.Length * part / MostCurveParts), to = (int)((long)openingMm.Length * (part + 1) / MostCurveParts);
            int lowest = from, highest = from;
            for (int i = from + 1; i < to; i++)
            {
                if (openingMm[i] < openingMm[lowest]) lowest = i;
                if (openingMm[i] > openingMm[highest]) highest = i;
            }
            digits[2 * part] = Digit(openingMm[Math.Min(lowest, highest)]);
            digits[(2 * part) + 1] = Digit(openingMm[Math.Max(lowest, highest)]);
        }
        return new string(digits);
    }

    private static char Digit(double gapMm) => CurveDigits[Math.Min((int)Math.Round(gapMm / CurveStepMm), CurveDigits.Length - 1)];
}
