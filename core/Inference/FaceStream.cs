using System.Numerics;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Engines;

namespace Audio2Face.Modkit.Inference;

/// <summary>One clip on its way through a model: push sound, read finished frames, close, drain. For one thread at a time.</summary>
/// <remarks>The frames do not depend on the sizes of the pieces pushed.</remarks>
public abstract class FaceStream : IDisposable
{
    private const double LatestStartSeconds = 1e6;

    private bool _isClosed;
    private long _readFrames;
    private long _readSamples = -1;
    private long _firstFrame;

    private protected FaceStream(IReadOnlyList<string> channels, FaceStreamOptions options, EmotionFeed emotions)
    {
        if (!(options.FrameRateFps >= FaceStreamOptions.LowestFrameRateFps && options.FrameRateFps <= FaceStreamOptions.HighestFrameRateFps))
            throw InferenceIssues.BadFrameRate(options.FrameRateFps);
        if (!(options.BlockSeconds > 0 && options.BlockSeconds <= 60)) throw new ArgumentOutOfRangeException(nameof(options), "BlockSeconds lies between 0 and 60.");
        if (!(options.Expressiveness >= 0 && options.Expressiveness <= FaceStreamOptions.HighestExpressiveness))
            throw new ArgumentOutOfRangeException(nameof(options), $"Expressiveness lies between 0 and {FaceStreamOptions.HighestExpressiveness}.");
        Channels = channels;
        FrameRateFps = options.FrameRateFps;
        Emotions = emotions;
    }

    /// <summary>The channels of every frame, in order.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Frames per second of what is read.</summary>
    public double FrameRateFps { get; }

    /// <summary>When the first frame is, from the clip's start; 0 unless <see cref="Reset"/> said otherwise.</summary>
    public double StartSeconds => _firstFrame / FrameRateFps;

    /// <summary>Samples pushed so far.</summary>
    public long PushedSamples { get; private set; }

    /// <summary>Whether frames come with the voice's arousal.</summary>
    public abstract bool MeasuresArousal { get; }

    /// <summary>Whether emotions shape the face: some were asked for, or are heard.</summary>
    public bool HasEmotions => Emotions.IsActive;

    /// <summary>What can be read beside the weights: what was asked for, or <see cref="FaceDetail.Weights"/> with a model that has no more.</summary>
    public virtual FaceDetail Detail => FaceDetail.Weights;

    /// <summary>The skin at rest, x y z by vertex as in <see cref="VertexTrack.Neutral"/>; empty without <see cref="FaceDetail.Mesh"/>.</summary>
    public virtual ReadOnlyMemory<float> NeutralSkin => default;

    /// <summary>The tongue at rest, likewise.</summary>
    public virtual ReadOnlyMemory<float> NeutralTongue => default;

    /// <summary>The clip's emotions.</summary>
    private protected EmotionFeed Emotions { get; }

    /// <summary>Frames of the clip as it is now: ceil(duration x fps).</summary>
    /// <remarks>A hair below the product, so that an exact number of frames does not round up to one more.</remarks>
    private protected long ClipFrames => (long)Math.Ceiling((PushedSamples * FrameRateFps / AudioClip.SampleRateHz) - 1e-6);

    /// <summary>
    /// Adds sound; frames whose look-ahead is complete become readable, with a blendshape network when their block is too. With blocks of such a network's
    /// own step (20 ms or less) a frame is readable when its time and the look-ahead have been pushed; between two frames of the network, when that is so
    /// for the later one.
    /// </summary>
    /// <param name="samples">Mono at 16 kHz, finite, nominally in -1..1; any number.</param>
    /// <exception cref="InvalidOperationException">The stream is closed.</exception>
    /// <exception cref="ModkitException">The network fails or gives values that are no numbers.</exception>
    public void Push(ReadOnlySpan<float> samples)
    {
        if (_isClosed) throw new InvalidOperationException("The stream is closed.");
        // Second by second: a clip that comes whole is not kept whole, and its emotions are heard only a little ahead of its face.
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<float> piece = samples[..Math.Min(samples.Length, AudioClip.SampleRateHz)];
            samples = samples[piece.Length..];
            PushedSamples += piece.Length;
            Emotions.Push(piece);
            Feed(piece);
        }
    }

    /// <summary>
    /// Begins another clip with the same options and buffers, or the same clip elsewhere. Its sound is pushed from its own start all the same; frames before
    /// <paramref name="startSeconds"/> are not given.
    /// </summary>
    /// <remarks>
    /// The frames are those of the whole clip: exactly with a blendshape network, to 1e-5 with a regression network, of which only what still shows in the
    /// first frame is worked out. A diffusion network remembers all it has heard; it is let hear the four runs before the start, so that the frames come
    /// close to those of the whole clip, and are the same where these runs reach back to its start. Emotions are heard from the clip's start.
    /// </remarks>
    /// <param name="startSeconds">0 or more; the first frame is the first one at this moment or after it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative, no number or beyond a million seconds.</exception>
    public void Reset(double startSeconds = 0)
    {
        if (!(startSeconds >= 0 && startSeconds <= LatestStartSeconds)) throw new ArgumentOutOfRangeException(nameof(startSeconds));
        _isClosed = false;
        _readSamples = -1;
        _firstFrame = (long)Math.Ceiling((startSeconds * FrameRateFps) - 1e-6);
        _readFrames = _firstFrame;
        PushedSamples = 0;
        Emotions.Reset();
        Restart(_firstFrame);
    }

    /// <summary>Says that the clip has ended: everything left becomes readable. Closing twice does nothing.</summary>
    /// <exception cref="ModkitException">The network fails or gives values that are no numbers.</exception>
    public void Close()
    {
        if (_isClosed) return;
        _isClosed = true;
        Emotions.Close();
        Finish();
    }

    /// <summary>Takes the next finished frame.</summary>
    /// <param name="weights">Receives one weight per channel: 0..1; those of NVIDIA's models may go beyond, as NVIDIA's own do.</param>
    /// <returns>False when no frame is finished yet; after <see cref="Close"/>: when all ceil(duration x fps) frames have been read.</returns>
    public bool TryReadFrame(Span<float> weights) => TryReadFrame(weights, out _);

    /// <summary>Takes the next finished frame and its arousal.</summary>
    /// <param name="weights">As for <see cref="TryReadFrame(Span{float})"/>.</param>
    /// <param name="arousal">How stirred the voice sounds, 0..1; 0 where it is not measured.</param>
    /// <returns>As for <see cref="TryReadFrame(Span{float})"/>.</returns>
    public bool TryReadFrame(Span<float> weights, out float arousal)
    {
        if (!TakeFrame(weights, out arousal)) return false;
        _readSamples = Math.Min((long)((_readFrames++ * AudioClip.SampleRateHz / FrameRateFps) + 1e-6), Emotions.KnownSamples - 1);
        Emotions.DropBefore(_readSamples);
        return true;
    }

    /// <summary>Tells the emotions of the frame read last.</summary>
    /// <param name="strengths">Receives one strength 0..1 for each of <see cref="EmotionChannels.All"/>; zeros where <see cref="HasEmotions"/> is false.</param>
    /// <exception cref="InvalidOperationException">No frame has been read.</exception>
    public void ReadEmotions(Span<float> strengths)
    {
        if (_readSamples < 0 || !Emotions.Shown.TryRead(_readSamples, strengths)) throw new InvalidOperationException("No frame has been read.");
    }

    /// <summary>Tells how jaw and eyes stand in the frame read last.</summary>
    /// <param name="jaw">What carries the lower jaw from rest to its place, as in <see cref="FaceTrack.JawTransforms"/>.</param>
    /// <param name="eyesDegrees">The rotation of both eyes, as in <see cref="FaceTrack.EyeRotationsDegrees"/>.</param>
    /// <exception cref="InvalidOperationException">No frame has been read, or <see cref="Detail"/> is less than <see cref="FaceDetail.Bones"/>.</exception>
    public void ReadBones(out Matrix4x4 jaw, out Vector4 eyesDegrees)
    {
        if (_readSamples < 0 || Detail < FaceDetail.Bones) throw new InvalidOperationException("No frame with jaw and eyes has been read.");
        CopyBones(out jaw, out eyesDegrees);
    }

    /// <summary>Tells where the vertices are in the frame read last.</summary>
    /// <param name="skin">Receives as many numbers as <see cref="NeutralSkin"/> has.</param>
    /// <param name="tongue">Receives as many numbers as <see cref="NeutralTongue"/> has.</param>
    /// <exception cref="InvalidOperationException">No frame has been read, or <see cref="Detail"/> is less than <see cref="FaceDetail.Mesh"/>.</exception>
    public void ReadMesh(Span<float> skin, Span<float> tongue)
    {
        if (_readSamples < 0 || Detail < FaceDetail.Mesh) throw new InvalidOperationException("No frame with a mesh has been read.");
        CopyMesh(skin, tongue);
    }

    /// <inheritdoc />
    public abstract void Dispose();

    /// <summary>Takes the next finished frame, if there is one.</summary>
    private protected abstract bool TakeFrame(Span<float> weights, out float arousal);

    /// <summary>The jaw and eyes of the frame taken last.</summary>
    private protected virtual void CopyBones(out Matrix4x4 jaw, out Vector4 eyesDegrees) => throw new NotSupportedException();

    /// <summary>The vertices of the frame taken last.</summary>
    private protected virtual void CopyMesh(Span<float> skin, Span<float> tongue) => throw new NotSupportedException();

    /// <summary>Works on more of the clip, a second at most.</summary>
    private protected abstract void Feed(ReadOnlySpan<float> samples);

    /// <summary>Forgets the clip, and begins another with one of its frames.</summary>
    private protected abstract void Restart(long firstFrame);

    /// <summary>Makes every frame that is left.</summary>
    private protected abstract void Finish();
}
