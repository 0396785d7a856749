using System.Numerics;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Networks;
using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>A clip on its way through a network that moves a mesh; the weights are those that show the mesh by blendshapes.</summary>
/// <remarks>Blinks, gaze and expression are not added: the face is as the network's makers meant it.</remarks>
internal sealed class GeometryStream : FaceStream
{
    private readonly IFaceExecutor _executor;
    private readonly IDisposable _network;
    private readonly AudioAccumulator _audio;
    private readonly FaceAnimator _face;
    private readonly WeightSolver _solver;
    private readonly FrameResampler? _resampler;
    private readonly FrameQueue _finished;
    private readonly GeometryRow _layout;
    private readonly EyeLook? _eyeLook;

    // Made last, and read last.
    private readonly float[] _frame;
    private readonly float[] _read;
    private long _frameLimit = long.MaxValue;
    private long _skippedFrames;
    private long _frameCount;
    private long _solvedCount;

    /// <param name="executor">Makes the frames; reads <paramref name="audio"/>.</param>
    /// <param name="network">The stream's own buffers; disposed with it.</param>
    /// <param name="audio">The stream's sound, empty.</param>
    /// <param name="face">The animators in which the executor leaves its frames.</param>
    /// <param name="solver">Finds the weights of a frame.</param>
    /// <param name="sourceRateFps">Frames per second of the executor.</param>
    /// <param name="options">How the clip's face is made.</param>
    /// <param name="emotions">What the executor feels; disposed with the stream.</param>
    public GeometryStream(IFaceExecutor executor, IDisposable network, AudioAccumulator audio, FaceAnimator face, WeightSolver solver, double sourceRateFps, FaceStreamOptions options,
        EmotionFeed emotions)
        : base(solver.Channels, options, emotions)
    {
        _executor = executor;
        _network = network;
        _audio = audio;
        _face = face;
        _solver = solver;
        _layout = new GeometryRow(options.Detail, Channels.Count, face);
        _eyeLook = options.EyeLook ? new EyeLook(Channels) : null;
        _frame = new float[_layout.Length];
        _read = new float[_layout.Length];
        _finished = new FrameQueue(_layout.Length);
        _resampler = sourceRateFps == options.FrameRateFps ? null : new FrameResampler(sourceRateFps, options.FrameRateFps, _layout.Length);
        SourceRateFps = sourceRateFps;
    }

    /// <summary>Frames per second of the network.</summary>
    public double SourceRateFps { get; }

    public override bool MeasuresArousal => false;

    public override FaceDetail Detail => _layout.Detail;

    public override ReadOnlyMemory<float> NeutralSkin => Detail == FaceDetail.Mesh ? _face.Skin.Mesh.Neutral : default;

    public override ReadOnlyMemory<float> NeutralTongue => Detail == FaceDetail.Mesh ? _face.Tongue.Neutral : default;

    private long FrameCount => _resampler?.TargetFrames ?? _frameCount;

    private protected override bool TakeFrame(Span<float> weights, out float arousal)
    {
        arousal = 0;
        if (!_finished.TryTake(_read)) return false;
        _layout.Weights(_read).CopyTo(weights);
        return true;
    }

    private protected override void CopyBones(out Matrix4x4 jaw, out Vector4 eyesDegrees) => (jaw, eyesDegrees) = (_layout.Jaw(_read), _layout.Eyes(_read));

    private protected override void CopyMesh(Span<float> skin, Span<float> tongue)
    {
        _layout.Skin(_read).CopyTo(skin);
        _layout.Tongue(_read).CopyTo(tongue);
    }

    public override void Dispose()
    {
        _network.Dispose();
        Emotions.Dispose();
    }

    private protected override void Restart(long firstFrame)
    {
        _audio.Reset();
        _finished.Clear();
        _solver.Reset();
        _frameLimit = long.MaxValue;
        long source = (long)(firstFrame * SourceRateFps / FrameRateFps);
        long next = _executor.Seek(Math.Max(0, source - ShowingFrames()));
        _solvedCount = next;
        _frameCount = firstFrame;
        _skippedFrames = firstFrame - next;
        _resampler?.Restart(next, firstFrame);
    }

    /// <summary>Frames that still show in a later one: after 25 half-lives of the smoothing less than 1e-6 of them is left, and less in 3 frames of the solve's pull.</summary>
    private long ShowingFrames()
    {
        ParameterSet skin = _face.Skin.Parameters;
        double halfLifeSeconds = Math.Max(skin[SkinParameters.LowerFaceSmoothing], skin[SkinParameters.UpperFaceSmoothing]);
        return 3 + (long)Math.Ceiling(25 * halfLifeSeconds * SourceRateFps);
    }

    private protected override void Feed(ReadOnlySpan<float> samples)
    {
        _audio.Add(samples);
        MakeFrames();
    }

    private protected override void Finish()
    {
        _audio.Close();
        _frameLimit = ClipFrames;
        if (_frameLimit == 0) return;
        MakeFrames();
        // The network's last frame may lie before the clip's last one.
        while (FrameCount < _frameLimit) Add();
    }

    private void MakeFrames()
    {
        while (_executor.TryNextFrame())
        {
            _solver.Solve(_face, _layout.Weights(_frame));
            _eyeLook?.Apply(_face.EyeRotations, _layout.Weights(_frame));
            _layout.Write(_face, _frame);
            if (!FloatVectors.AreFinite(_frame)) throw InferenceIssues.NotFinite(_solvedCount / SourceRateFps);
            _solvedCount++;
            Add();
        }
        _audio.DropBefore(Math.Min(_executor.OldestSampleNeeded, _audio.Length));
    }

    private void Add()
    {
        if (_resampler is not null)
        {
            _resampler.Push(_frame, _frameLimit, _finished);
        }
        else if (_skippedFrames > 0)
        {
            _skippedFrames--;
        }
        else if (_frameCount < _frameLimit)
        {
            _frame.CopyTo(_finished.Append());
            _frameCount++;
        }
    }
}
