using System.Numerics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference;

/// <summary>Collects a stream's frames into a face track, as they are finished.</summary>
public sealed class FaceTrackBuilder(FaceStream stream)
{
    private float[] _values = new float[stream.Channels.Count * 512];
    private float[] _arousal = new float[512];
    private float[] _emotions = new float[stream.HasEmotions ? EmotionChannels.All.Count * 512 : 0];
    private readonly List<Matrix4x4> _jaws = [];
    private readonly List<Vector4> _eyes = [];
    private readonly List<float[]> _skins = [];
    private readonly List<float[]> _tongues = [];
    private int _length;

    /// <summary>The most that the vertices of all frames may take together.</summary>
    internal long MostMeshBytes { get; init; } = Limits.FaceMeshMebibytes * 1048576L;

    /// <summary>Takes every frame the stream has finished so far.</summary>
    /// <exception cref="ModkitException">MOD51: the mesh of all frames is larger than <see cref="Limits.FaceMeshMebibytes"/>.</exception>
    public void TakeFinishedFrames()
    {
        int width = stream.Channels.Count;
        while (true)
        {
            if (_length + width > _values.Length) Array.Resize(ref _values, _values.Length * 2);
            if (!stream.TryReadFrame(_values.AsSpan(_length, width), out float arousal)) return;
            int frame = _length / width;
            if (frame == _arousal.Length)
            {
                Array.Resize(ref _arousal, _arousal.Length * 2);
                Array.Resize(ref _emotions, _emotions.Length * 2);
            }
            _arousal[frame] = arousal;
            if (stream.HasEmotions) stream.ReadEmotions(_emotions.AsSpan(frame * EmotionChannels.All.Count, EmotionChannels.All.Count));
            if (stream.Detail >= FaceDetail.Bones) TakeBones();
            if (stream.Detail >= FaceDetail.Mesh) TakeMesh();
            _length += width;
        }
    }

    /// <summary>The track of all frames taken; nothing can be taken afterwards.</summary>
    public FaceTrack Build()
    {
        // Lets go of the spare half of the buffer: an hour's track is tens of megabytes.
        Array.Resize(ref _values, _length);
        int frameCount = _length / stream.Channels.Count;
        Array.Resize(ref _arousal, frameCount);
        Array.Resize(ref _emotions, stream.HasEmotions ? frameCount * EmotionChannels.All.Count : 0);
        return new FaceTrack
        {
            Weights = new CurveTable(stream.FrameRateFps, stream.StartSeconds, stream.Channels, _values),
            Emotions = stream.HasEmotions ? new CurveTable(stream.FrameRateFps, stream.StartSeconds, EmotionChannels.All, _emotions) : null,
            Arousal = stream.MeasuresArousal ? _arousal : [],
            JawTransforms = stream.Detail >= FaceDetail.Bones ? _jaws : null,
            EyeRotationsDegrees = stream.Detail >= FaceDetail.Bones ? _eyes : null,
            Meshes = stream.Detail < FaceDetail.Mesh ? [] :
            [
                new VertexTrack { Name = "skin", Neutral = stream.NeutralSkin, Frames = _skins },
                new VertexTrack { Name = "tongue", Neutral = stream.NeutralTongue, Frames = _tongues },
            ],
        };
    }

    private void TakeBones()
    {
        stream.ReadBones(out Matrix4x4 jaw, out Vector4 eyes);
        _jaws.Add(jaw);
        _eyes.Add(eyes);
    }

    private void TakeMesh()
    {
        long frameBytes = sizeof(float) * (long)(stream.NeutralSkin.Length + stream.NeutralTongue.Length);
        if ((_skins.Count + 1) * frameBytes > MostMeshBytes) throw InferenceIssues.MeshTooLong(_skins.Count / stream.FrameRateFps, MostMeshBytes / 1048576.0);
        float[] skin = new float[stream.NeutralSkin.Length], tongue = new float[stream.NeutralTongue.Length];
        stream.ReadMesh(skin, tongue);
        _skins.Add(skin);
        _tongues.Add(tongue);
    }
}
