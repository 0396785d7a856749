using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>The faces of real people's recordings, and when they say /p b m/: made once for all tests that map them.</summary>
public sealed class RealFaces : IAsyncLifetime
{
    /// <summary>Half a window: a closure counts when it lies so near the sound, in seconds.</summary>
    public const double ReachSeconds = 0.05;

    private const double AnalysisFps = 60;

    /// <summary>Millimetres between the lips that one unit of a channel makes, from the workshop's ruler (../shared/reference/score).</summary>
    private static readonly Dictionary<string, double> _gapMillimetres = new()
    {
        ["jawOpen"] = 40.4,
        ["mouthClose"] = -40.4,
        ["mouthFunnel"] = 9.2,
        ["mouthPucker"] = 1.5,
        ["mouthLowerDownLeft"] = 4.4,
        ["mouthLowerDownRight"] = 4.4,
        ["mouthUpperUpLeft"] = 5,
        ["mouthUpperUpRight"] = 5,
        ["mouthShrugUpper"] = 5.1,
        ["mouthShrugLower"] = -5.8,
        ["mouthRollUpper"] = -4.9,
        ["mouthRollLower"] = -2.8,
        ["mouthPressLeft"] = -0.3,
        ["mouthPressRight"] = -0.3,
    };

    /// <summary>Recordings with at least one /p b m/; empty where there is no workshop.</summary>
    public IReadOnlyList<Recording> Recordings { get; private set; } = [];

    public async Task InitializeAsync()
    {
        string folder = Path.Combine(TestPaths.Shared, "speech");
        if (!Directory.Exists(folder)) return;
        using FaceModel model = FaceModel.Open(null, new FaceModelOptions());
        MediaReader media = new();
        List<Recording> recordings = [];
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "align"), "*.tsv").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            (double Start, double End, string Phone)[] phones = [.. (await File.ReadAllLinesAsync(path)).Skip(1).Select(Phone)];
            if (!phones.Any(phone => phone.Phone is "P" or "B" or "M")) continue;
            AudioClip clip = await media.ReadClipAsync(Path.Combine(folder, "wav16", name + ".wav"), new MediaOptions(), CancellationToken.None);
            FaceTrack face = model.Animate(clip, new FaceStreamOptions { FrameRateFps = AnalysisFps });
            recordings.Add(new Recording(name, clip, face, Closures(face.Weights, phones), OpenMoments(face.Weights)));
        }
        Recordings = recordings;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The lips' gap of a face in millimetres, by the ruler.</summary>
    public static double GapMillimetres(CurveTable face, int frame)
    {
        double gap = 0;
        for (int i = 0; i < face.Channels.Count; i++)
        {
            if (_gapMillimetres.TryGetValue(face.Channels[i], out double perUnit)) gap += perUnit * face[frame, i];
        }
        return Math.Max(0, gap);
    }

    /// <summary>Below this gap the ruler calls a mouth shut: a share of how far this voice opens it.</summary>
    public static double ShutMillimetres(IReadOnlyList<double> gaps)
    {
        double[] open = [.. gaps.Where(gap => gap > 0.5).Order()];
        return open.Length == 0 ? 0.75 : Math.Clamp(0.15 * open[(int)(0.9 * (open.Length - 1))], 0.75, 2.5);
    }

    private static (double, double)[] Closures(CurveTable face, (double Start, double End, string Phone)[] phones)
    {
        double[] gaps = [.. Enumerable.Range(0, face.FrameCount).Select(frame => GapMillimetres(face, frame))];
        double shut = ShutMillimetres(gaps);
        return [.. phones.Where(phone => phone.Phone is "P" or "B" or "M").Select(phone => (phone.Start, phone.End))
            .Where(span => Enumerable.Range(0, face.FrameCount)
                .Any(frame => face.TimeSeconds(frame) >= span.Start - ReachSeconds && face.TimeSeconds(frame) <= span.End + ReachSeconds && gaps[frame] <= shut))];
    }

    /// <summary>Moments in the middle of 0.2 s during which the lips are well apart.</summary>
    private static double[] OpenMoments(CurveTable face)
    {
        double[] gaps = [.. Enumerable.Range(0, face.FrameCount).Select(frame => GapMillimetres(face, frame))];
        double apart = 3 * ShutMillimetres(gaps);
        int reach = (int)(0.1 * face.FrameRateFps);
        return [.. Enumerable.Range(reach, Math.Max(0, face.FrameCount - (2 * reach))).Where(frame => gaps[(frame - reach)..(frame + reach + 1)].All(gap => gap > apart)).Select(face.TimeSeconds)];
    }

    private static (double, double, string) Phone(string row)
    {
        string[] cells = row.Split('\t');
        return (double.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[1], CultureInfo.InvariantCulture), cells[2]);
    }

    /// <summary>One voice.</summary>
    /// <param name="Name">Its file's name.</param>
    /// <param name="Clip">The sound.</param>
    /// <param name="Face">Its face.</param>
    /// <param name="Closures">Start and end in seconds of every /p b m/ at which the face's lips are shut.</param>
    /// <param name="OpenSeconds">Moments at which the face's mouth is open and stays so.</param>
    public sealed record Recording(string Name, AudioClip Clip, FaceTrack Face, IReadOnlyList<(double StartSeconds, double EndSeconds)> Closures, IReadOnlyList<double> OpenSeconds)
    {
        /// <summary>The sound as a WAV of some rate, for formats that carry it; nearest samples will do, nobody listens.</summary>
        public byte[] Wave(int rateHz)
        {
            ReadOnlySpan<float> samples = Clip.Samples.Span;
            int count = (int)(Clip.DurationSeconds * rateHz);
            using MemoryStream stream = new();
            using BinaryWriter writer = new(stream);
            writer.Write("RIFF"u8);
            writer.Write(36 + (2 * count));
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)1);
            writer.Write(rateHz);
            writer.Write(2 * rateHz);
            writer.Write((short)2);
            writer.Write((short)16);
            writer.Write("data"u8);
            writer.Write(2 * count);
            for (int i = 0; i < count; i++) writer.Write((short)(32_000 * Math.Clamp(samples[(int)((long)i * AudioClip.SampleRateHz / rateHz)], -1, 1)));
            return stream.ToArray();
        }
    }
}
