using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation;
using Audio2Face.Modkit.Media;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Judges faces against the phones of many recordings, on several threads. One bad recording never stops the others.</summary>
/// <param name="media">Reads the recordings.</param>
/// <param name="mediaOptions">How they are read.</param>
/// <param name="findFace">Gives a recording's face: a model's, or one out of a file. Called from several threads.</param>
public sealed class EvaluationRunner(MediaReader media, MediaOptions mediaOptions, Func<EvaluationRecording, AudioClip, CurveTable> findFace)
{
    /// <summary>Judges every recording.</summary>
    /// <param name="recordings">Which.</param>
    /// <param name="jobCount">How many at once, at least 1; the figures are the same for any number.</param>
    /// <param name="progress">Told after every recording, from any thread; or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The results in the order of the recordings.</returns>
    public async Task<IReadOnlyList<EvaluationResult>> RunAsync(IReadOnlyList<EvaluationRecording> recordings, int jobCount, IProgress<LineProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        EvaluationResult[] results = new EvaluationResult[recordings.Count];
        Lock gate = new();
        (int finished, double seconds) = (0, 0);
        ParallelOptions options = new() { MaxDegreeOfParallelism = jobCount, CancellationToken = cancellation };
        await Parallel.ForAsync(0, recordings.Count, options, async (index, token) =>
        {
            EvaluationResult result = await JudgeAsync(recordings[index], token).ConfigureAwait(false);
            results[index] = result;
            lock (gate)
            {
                finished++;
                seconds += result.Score?.DurationSeconds ?? 0;
                progress?.Report(new LineProgress(finished, recordings.Count, seconds));
            }
        }).ConfigureAwait(false);
        return results;
    }

    private async Task<EvaluationResult> JudgeAsync(EvaluationRecording recording, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<Phone> phones = AlignmentReader.Read(recording.AlignmentPath);
            AudioClip clip = await media.ReadClipAsync(recording.Path, mediaOptions, cancellation).ConfigureAwait(false);
            AlignmentReader.RequireFit(phones, Path.GetFileName(recording.AlignmentPath), clip.DurationSeconds);
            CurveTable face = findFace(recording, clip);
            IReadOnlyList<Issue> issues = CurveCheck.Find(face, clip.Name, clip.DurationSeconds);
            return new EvaluationResult(recording, RecordingScorer.Measure(recording, phones, face, clip.DurationSeconds), issues);
        }
        catch (ModkitException exception)
        {
            return new EvaluationResult(recording, null, exception.Issues);
        }
    }
}
