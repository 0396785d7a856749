using System.Numerics;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>Jaw, eyes and vertices as a caller reads them from a stream, against golden/tiny-bundles/expected.json.</summary>
public sealed class GeometryReadTests
{
    [SkippableFact]
    public void Regression_stream_gives_jaw_eyes_and_every_vertex()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions());
        FaceTrack face = model.Animate(Clip(), Options(30, FaceDetail.Mesh));
        AssertFrames(TinyBundles.Expected("regression_30"), face, frame => frame);
        FaceTrack plain = model.Animate(Clip(), Options(30, FaceDetail.Weights));
        TinyBundles.AssertClose(plain.Weights.Values.ToArray(), face.Weights.Values, "weights", 1e-5f);
        Assert.Equal((null, null, 0), (plain.JawTransforms, plain.EyeRotationsDegrees, plain.Meshes.Count));
        FaceTrack bones = model.Animate(Clip(), Options(30, FaceDetail.Bones));
        Assert.Equal(face.JawTransforms, bones.JawTransforms);
        Assert.Equal(face.EyeRotationsDegrees, bones.EyeRotationsDegrees);
        Assert.Empty(bones.Meshes);
        Assert.Equal(plain.Weights.Values.ToArray(), bones.Weights.Values.ToArray());
    }

    /// <summary>The network runs at 60 frames a second: at 30 every other one is shown, at 120 one more between two.</summary>
    [SkippableTheory]
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(120)]
    public void Diffusion_stream_gives_them_at_any_rate(double framesPerSecond)
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-diffusion"), new FaceModelOptions { Identity = "Bob" });
        FaceStreamOptions options = new() { FrameRateFps = framesPerSecond, Detail = FaceDetail.Mesh, EmotionKeys = [EmotionTracks.Joy(0, 0), EmotionTracks.Joy(0.25, 1)] };
        FaceTrack face = model.Animate(new AudioClip("clip", TinyBundles.Alternating(4_000, 0.25f)), options);
        AssertFrames(TinyBundles.Expected("diffusion"), face, frame => frame * framesPerSecond / 60, isLeftEyeNoisy: true);
        if (framesPerSecond != 120) return;
        float[][] skin = [.. face.Meshes[0].Frames];
        Assert.Equal((skin[6][1] + skin[8][1]) / 2, skin[7][1], 1e-6f);
        Assert.True(Matrix4x4.Invert(face.JawTransforms![7], out _));
    }

    /// <summary>By hand from the eyes of frame 0: right 0.8 down, 1.8 to the character's right, which is out; left 0.8 down, 1.2 to the left, which is out too.</summary>
    [SkippableFact]
    public void Eyes_move_the_eyeLook_channels_when_asked_to()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions());
        CurveTable plain = model.Animate(Clip(), Options(30, FaceDetail.Weights)).Weights, looking = model.Animate(Clip(), Options(30, FaceDetail.Weights) with { EyeLook = true }).Weights;
        Dictionary<string, float> expected = new()
        {
            ["eyeLookDownRight"] = 0.8f / 28,
            ["eyeLookOutRight"] = 1.8f / 30,
            ["eyeLookUpRight"] = 0,
            ["eyeLookInRight"] = 0,
            ["eyeLookDownLeft"] = 0.8f / 28,
            ["eyeLookOutLeft"] = 1.2f / 30,
            ["eyeLookUpLeft"] = 0,
            ["eyeLookInLeft"] = 0,
        };
        for (int i = 0; i < plain.Channels.Count; i++)
        {
            string channel = plain.Channels[i];
            Assert.Equal(expected.GetValueOrDefault(channel, plain[0, i]), looking[0, i], 1e-6f);
            if (channel.StartsWith("eyeLook", StringComparison.Ordinal)) Assert.Equal(0, plain[0, i]);
        }
        ModkitException e = Assert.Throws<ModkitException>(() => FaceModel.Open(null, new FaceModelOptions()).StartStream(new FaceStreamOptions { EyeLook = true }));
        Assert.Equal(("MOD32", "eye-look"), (e.Issues[0].Code, e.Issues[0].Place));
    }

    [SkippableFact]
    public void What_was_not_asked_for_cannot_be_read()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions());
        using FaceStream stream = model.StartStream(Options(30, FaceDetail.Bones));
        Assert.Throws<InvalidOperationException>(() => stream.ReadBones(out _, out _));
        stream.Push(new float[1_600]);
        Assert.True(stream.TryReadFrame(new float[stream.Channels.Count]));
        stream.ReadBones(out _, out _);
        Assert.Throws<InvalidOperationException>(() => stream.ReadMesh([], []));
        Assert.Equal((0, 0), (stream.NeutralSkin.Length, stream.NeutralTongue.Length));
        // A model that gives weights itself has no more than these.
        using FaceModel ours = FaceModel.Open(null, new FaceModelOptions());
        using FaceStream plain = ours.StartStream(new FaceStreamOptions { Detail = FaceDetail.Mesh });
        Assert.Equal(FaceDetail.Weights, plain.Detail);
    }

    [SkippableFact]
    public void A_mesh_that_grows_too_large_is_told()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions());
        using FaceStream stream = model.StartStream(Options(30, FaceDetail.Mesh));
        stream.Push(new float[1_600]);
        stream.Close();
        // Twelve vertices: 144 bytes a frame, so two frames fit and the third does not.
        ModkitException e = Assert.Throws<ModkitException>(new FaceTrackBuilder(stream) { MostMeshBytes = 300 }.TakeFinishedFrames);
        Assert.Equal("MOD51", e.Issues[0].Code);
        Assert.Contains("after 0.1 s", e.Issues[0].Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Reading_the_mesh_allocates_nothing()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions());
        using FaceStream stream = model.StartStream(Options(30, FaceDetail.Mesh));
        float[] piece = TinyBundles.Constant(1_600, 0.25f), weights = new float[stream.Channels.Count], skin = new float[stream.NeutralSkin.Length], tongue = new float[stream.NeutralTongue.Length];
        Read(20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int frames = Read(20);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(60, frames, 1.0);

        int Read(int pieces)
        {
            int frames = 0;
            for (int i = 0; i < pieces; i++)
            {
                stream.Push(piece);
                while (stream.TryReadFrame(weights))
                {
                    stream.ReadBones(out _, out _);
                    stream.ReadMesh(skin, tongue);
                    frames++;
                }
            }
            return frames;
        }
    }

    private static AudioClip Clip() => new("clip", TinyBundles.Constant(1_600, 0.25f));

    private static FaceStreamOptions Options(double framesPerSecond, FaceDetail detail) =>
        new() { FrameRateFps = framesPerSecond, Detail = detail, Emotions = new Dictionary<string, float> { ["joy"] = 0.5f } };

    private static void AssertFrames(List<JsonElement> expected, FaceTrack face, Func<int, double> place, bool isLeftEyeNoisy = false)
    {
        Assert.Equal(["skin", "tongue"], face.Meshes.Select(mesh => mesh.Name));
        int compared = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            if (place(i) != Math.Floor(place(i))) continue;
            int frame = (int)place(i);
            compared++;
            TinyBundles.AssertClose(expected[i].Floats("skin"), face.Meshes[0].Frames[frame], "skin");
            TinyBundles.AssertClose(expected[i].Floats("tongue"), face.Meshes[1].Frames[frame], "tongue");
            // The reference's columns for points as columns are this matrix's rows.
            Matrix4x4 m = face.JawTransforms![frame];
            TinyBundles.AssertClose(expected[i].Floats("jaw"), [m.M11, m.M12, m.M13, m.M14, m.M21, m.M22, m.M23, m.M24, m.M31, m.M32, m.M33, m.M34, m.M41, m.M42, m.M43, m.M44], "jaw");
            float[] eyes = expected[i].Floats("eyes");
            Vector4 actual = face.EyeRotationsDegrees![frame];
            TinyBundles.AssertClose([eyes[0], eyes[1], eyes[4]], [actual.X, actual.Y, actual.W], "eyes");
            Assert.Equal(eyes[3], actual.Z, isLeftEyeNoisy ? 0.05f : 1e-4f);
        }
        Assert.True(compared >= 3);
    }
}
