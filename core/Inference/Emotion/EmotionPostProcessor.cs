namespace Audio2Face.Modkit.Inference.Emotion;

/// <summary>
/// From the scores of an audio-to-emotion network to the emotions of each frame of one stream: model contract, section 7.4, step by step.
/// Scores that are no numbers count as 0 (section 7.5).
/// </summary>
internal sealed class EmotionPostProcessor
{
    /// <summary>Class that leads to no emotion.</summary>
    public const int Unmapped = -1;

    private const float ShortestTransitionSeconds = 0.001f;

    private readonly int[] _emotionOfClass;
    private readonly float[] _scores;
    private readonly float[] _ranking;
    private readonly float[] _beginning;
    private readonly float[] _work;
    private readonly float[] _blended;
    private readonly float[] _smoothed;
    private bool _isFirst = true;

    /// <param name="emotionOfClass">For each class of the network the emotion it stands for, or <see cref="Unmapped"/>.</param>
    /// <param name="beginning">The emotions before the first frame.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: a class stands for an emotion that does not exist.</exception>
    public EmotionPostProcessor(int[] emotionOfClass, float[] beginning)
    {
        foreach (int emotion in emotionOfClass)
        {
            if (emotion < Unmapped || emotion >= beginning.Length)
                throw InferenceIssues.BadData("emotion_correspondence", FormattableString.Invariant($"emotion {emotion} is none of the {beginning.Length}"));
        }
        _emotionOfClass = emotionOfClass;
        _beginning = beginning;
        _scores = new float[emotionOfClass.Length];
        _ranking = new float[emotionOfClass.Length];
        _work = new float[beginning.Length];
        _blended = new float[beginning.Length];
        _smoothed = new float[beginning.Length];
    }

    /// <summary>May change between frames.</summary>
    public EmotionPostProcessorOptions Options { get; set; } = new();

    /// <summary>Classes of the network.</summary>
    public int ClassCount => _emotionOfClass.Length;

    /// <summary>Emotions of a frame.</summary>
    public int EmotionCount => _beginning.Length;

    /// <summary>Works out one frame.</summary>
    /// <param name="scores">One for each class, before softmax.</param>
    /// <param name="preferred">The preferred emotion; not looked at unless it is enabled.</param>
    /// <param name="emotions">Receives the frame's emotions.</param>
    public void Process(ReadOnlySpan<float> scores, ReadOnlySpan<float> preferred, Span<float> emotions)
    {
        if (_isFirst) _beginning.CopyTo(_work, 0);
        RateClasses(scores);
        for (int i = 0; i < _scores.Length; i++)
        {
            if (_emotionOfClass[i] >= 0) _work[_emotionOfClass[i]] = _scores[i];
        }

        float blend = Options.LiveBlend, prefer = Options.PreferredStrength;
        float share = MathF.Min(Options.DeltaSeconds / MathF.Max(Options.TransitionSeconds, ShortestTransitionSeconds), 1);
        for (int i = 0; i < _work.Length; i++)
        {
            float value = ((1 - blend) * _work[i]) + (blend * (_isFirst ? _beginning[i] : _blended[i]));
            _blended[i] = value;
            if (Options.IsPreferredEnabled) value = ((1 - prefer) * value) + (prefer * preferred[i]);
            if (!_isFirst) value = (share * value) + ((1 - share) * _smoothed[i]);
            _smoothed[i] = value;
            // Emotions without a class are found here again by the next frame, weakened: the reference's own feedback.
            _work[i] = value * Options.Strength;
        }
        _work.CopyTo(emotions);
        _isFirst = false;
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset() => _isFirst = true;

    /// <summary>Softmax, then only the strongest of the classes that stand for an emotion.</summary>
    private void RateClasses(ReadOnlySpan<float> scores)
    {
        float highest = float.NegativeInfinity, sum = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            _scores[i] = (float.IsFinite(scores[i]) ? scores[i] : 0) * Options.Contrast;
            highest = MathF.Max(highest, _scores[i]);
        }
        for (int i = 0; i < _scores.Length; i++)
        {
            _scores[i] = MathF.Exp(_scores[i] - highest);
            sum += _scores[i];
        }
        for (int i = 0; i < _scores.Length; i++) _scores[i] = _emotionOfClass[i] == Unmapped ? 0 : _scores[i] / sum;

        if (Options.MaxEmotions >= _scores.Length) return;
        _scores.CopyTo(_ranking, 0);
        Array.Sort(_ranking);
        int dropped = _scores.Length - Math.Max(0, Options.MaxEmotions);
        float limit = _ranking[dropped - 1];
        for (int i = 0; i < _scores.Length; i++)
        {
            if (!(_scores[i] < limit)) continue;
            _scores[i] = 0;
            dropped--;
        }
        // Of equally strong classes at the limit the first ones go.
        for (int i = 0; i < _scores.Length && dropped > 0; i++)
        {
            if (_scores[i] != limit) continue;
            _scores[i] = 0;
            dropped--;
        }
    }
}
