using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation;
using Audio2Face.Modkit.Evaluation.Measures;
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
            IReadOnlyList<Phone> phones = AlignmentReader.Read(path);
            if (!phones.Any(IsBilabial)) continue;
            string voice = Path.Combine(folder, "wav16", name + ".wav");
            AudioClip clip = await media.ReadClipAsync(voice, new MediaOptions(), CancellationToken.None);
            FaceTrack face = model.Animate(clip, new FaceStreamOptions { FrameRateFps = AnalysisFps });
            recordings.Add(new Recording(name, voice, clip.DurationSeconds, face, Closures(face.Weights, phones), OpenMoments(face.Weights)));
        }
        Recordings = recordings;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The lips' gap of a face in millimetres, by the ruler.</summary>
    public static double GapMillimetres(CurveTable face, int frame)
    {
        double gap = 0;
        for (int i = 0; i < face.Channels.Count; i++) gap += LipGeometry.Of(face.Channels[i]).GapMm * face[frame, i];
        return Math.Max(0, gap);
    }

    /// <summary>Below this gap the ruler calls a mouth shut: a share of how far this voice opens it.</summary>
    public static double ShutMillimetres(IReadOnlyList<double> gaps)
    {
        double[] open = [.. gaps.Where(gap => gap > 0.5).Order()];
        return open.Length == 0 ? 0.75 : Math.Clamp(0.15 * open[(int)(0.9 * (open.Length - 1))], 0.75, 2.5);
    }

    private static (double, double)[] Closures(CurveTable face, IReadOnlyList<Phone> phones)
    {
        double[] gaps = [.. Enumerable.Range(0, face.FrameCount).Select(frame => GapMillimetres(face, frame))];
        double shut = ShutMillimetres(gaps);
        return [.. phones.Where(IsBilabial)
            .Where(phone => Enumerable.Range(0, face.FrameCount)
                .Any(frame => face.TimeSeconds(frame) >= phone.StartSeconds - ReachSeconds && face.TimeSeconds(frame) <= phone.EndSeconds + ReachSeconds && gaps[frame] <= shut))
            .Select(phone => (phone.StartSeconds, phone.EndSeconds))];
    }

    /// <summary>Moments in the middle of 0.2 s during which the lips are well apart.</summary>
    private static double[] OpenMoments(CurveTable face)
    {
        double[] gaps = [.. Enumerable.Range(0, face.FrameCount).Select(frame => GapMillimetres(face, frame))];
        double apart = 3 * ShutMillimetres(gaps);
        int reach = (int)(0.1 * face.FrameRateFps);
        return [.. Enumerable.Range(reach, Math.Max(0, face.FrameCount - (2 * reach))).Where(frame => gaps[(frame - reach)..(frame + reach + 1)].All(gap => gap > apart)).Select(face.TimeSeconds)];
    }

    private static bool IsBilabial(Phone phone) => phone.Name is "P" or "B" or "M";

    /// <summary>One voice.</summary>
    /// <param name="Name">Its file's name.</param>
    /// <param name="Path">Its file.</param>
    /// <param name="DurationSeconds">Its length.</param>
    /// <param name="Face">Its face.</param>
    /// <param name="Closures">Start and end in seconds of every /p b m/ at which the face's lips are shut.</param>
    /// <param name="OpenSeconds">Moments at which the face's mouth is open and stays so.</param>
    public sealed record Recording(
        string Name, string Path, double DurationSeconds, FaceTrack Face, IReadOnlyList<(double StartSeconds, double EndSeconds)> Closures, IReadOnlyList<double> OpenSeconds);
}
