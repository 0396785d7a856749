using System.IO.Compression;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Engines;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>Bundles of NVIDIA's layout that are incomplete, odd, broken or hostile.</summary>
public sealed class BrokenBundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("model_data.npz", "MOD03")]
    [InlineData("bs_skin_config.json", "MOD03")]
    [InlineData("network.onnx", "MOD03")]
    public void Missing_file_is_named(string name, string code)
    {
        TinyBundles.CopyTo(_folder.Path, "tiny-regression");
        File.Delete(Path.Combine(_folder.Path, name));
        Assert.Equal((code, name), Failure());
    }

    [SkippableTheory]
    [InlineData("model_data.npz")]
    [InlineData("network.onnx")]
    [InlineData("bs_tongue_config.json")]
    public void Git_lfs_pointer_is_MOD05_and_named(string name)
    {
        TinyBundles.CopyTo(_folder.Path, "tiny-regression");
        EchoNetwork.Write(_folder.Path, name, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        Assert.Equal(("MOD05", name), Failure());
    }

    [SkippableTheory]
    [InlineData("network_info.json", "\"geometry\"", "\"weights\"", "MOD02")]
    [InlineData("network_info.json", "\"samplerate\": 16000", "\"samplerate\": 22050", "MOD02")]
    [InlineData("network_info.json", "\"num_verts_skin\": 8", "\"num_verts_skin\": 9", "MOD16")]
    [InlineData("network_info.json", "\"num_verts_skin\": 8", "\"num_verts_skin\": 2000000000", "MOD02")]
    [InlineData("network_info.json", "\"buffer_len\": 320", "\"buffer_len\": 321", "MOD08")]
    [InlineData("network_info.json", "\"sadness\"\n", "\"sadness\", \"boredom\"\n", "MOD02")]
    [InlineData("model_config.json", "\"tongue_strength\": 2.0", "\"tongue_strength\": 3.5", "MOD15")]
    [InlineData("model_config.json", "\"source_frame\": 1", "\"source_frame\": 2", "MOD16")]
    [InlineData("model_config.json", "t1_neutral", "t9_neutral", "MOD16")]
    [InlineData("bs_skin_config.json", "\"numPoses\": 52", "\"numPoses\": 51", "MOD16")]
    [InlineData("model.json", "model_data.npz", "../model_data.npz", "MOD04")]
    [InlineData("model.json", "model_data.npz", "a\\u0000b", "MOD04")]
    [InlineData("model.json", "model_data.npz", "\\ud800", "MOD02")]
    public void What_does_not_fit_is_refused(string name, string from, string to, string code)
    {
        TinyBundles.CopyTo(_folder.Path, "tiny-regression");
        Replace(name, from, to);
        Assert.Equal(code, Failure().Code);
    }

    [SkippableFact]
    public void Paths_must_be_as_many_as_identities()
    {
        TinyBundles.CopyTo(_folder.Path, "tiny-diffusion");
        Replace("network_info.json", "\"Bob\"", "\"Bob\", \"Cleo\"");
        Assert.Equal(("MOD02", "model.json"), Failure());
    }

    [SkippableFact]
    public void Unknown_identity_is_MOD19()
    {
        ModkitException e = Assert.Throws<ModkitException>(() => FaceModel.Open(TinyBundles.Folder("tiny-diffusion"), new FaceModelOptions { Identity = "Zoe" }));
        Assert.Equal("MOD19", e.Issues[0].Code);
        Assert.Contains("Ann, Bob", e.Issues[0].Hint, StringComparison.Ordinal);
        Assert.Equal("MOD19", Assert.Throws<ModkitException>(() => FaceModel.Open(null, new FaceModelOptions { Identity = "Zoe" })).Issues[0].Code);
    }

    [SkippableFact]
    public void Bundle_without_blendshapes_opens_but_animates_nothing()
    {
        TinyBundles.CopyTo(_folder.Path, "tiny-regression");
        Replace("model.json", "\"blendshapePaths\"", "\"formerBlendshapePaths\"");
        using FaceModel model = FaceModel.Open(_folder.Path, new FaceModelOptions());
        Assert.False(model.Info.HasTongue);
        Assert.Equal("MOD18", Assert.Throws<ModkitException>(() => model.StartStream(new FaceStreamOptions())).Issues[0].Code);
    }

    [SkippableFact]
    public void Model_that_hears_emotions_has_no_face()
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-a2e"), new FaceModelOptions());
        Assert.Equal("MOD18", Assert.Throws<ModkitException>(() => model.StartStream(new FaceStreamOptions())).Issues[0].Code);
    }

    [SkippableFact]
    public void Arrays_that_nobody_needs_are_tolerated()
    {
        TinyBundles.CopyTo(_folder.Path, "tiny-regression");
        using (ZipArchive archive = ZipFile.Open(Path.Combine(_folder.Path, "model_data.npz"), ZipArchiveMode.Update))
        {
            using Stream extra = archive.CreateEntry("blink_keys.npy").Open();
            extra.Write("what may be here is nobody's business"u8);
        }
        FaceModel.Open(_folder.Path, new FaceModelOptions()).Dispose();
    }

    [SkippableFact]
    public void Licence_stands_in_the_bundle()
    {
        TinyBundles.CopyTo(_folder.Path, "tiny-regression");
        EchoNetwork.Write(_folder.Path, "README.md", "---\nlicense: other\n---\n# Tiny\n");
        using (FaceModel model = FaceModel.Open(_folder.Path, new FaceModelOptions())) Assert.Equal(("other", true), (model.Info.Licence, model.Info.ModelCard!.Contains("# Tiny", StringComparison.Ordinal)));
        EchoNetwork.Write(_folder.Path, "LICENSE", "\n  Tiny Open Licence\n\nYou may.\n");
        using (FaceModel model = FaceModel.Open(_folder.Path, new FaceModelOptions())) Assert.Equal("Tiny Open Licence", model.Info.Licence);
    }

    /// <summary>ModelProto.graph 7, GraphProto.initializer 5, TensorProto.external_data 13, StringStringEntryProto.key 1 and value 2; onnx.proto.</summary>
    [Theory]
    [InlineData("../../etc/passwd", "MOD04")]
    [InlineData("/etc/passwd", "MOD04")]
    [InlineData("weights.bin", "MOD07")]
    public void Weights_in_other_files_are_refused_before_the_runtime_sees_them(string location, string code)
    {
        byte[] entry = [.. Field(1, "location"u8.ToArray()), .. Field(2, Encoding.UTF8.GetBytes(location))];
        byte[] initializer = Field(7, Field(5, Field(13, entry)));
        // The same tensor inside a branch: GraphProto.node 1, NodeProto.attribute 5, AttributeProto.g 6.
        byte[] nested = Field(7, Field(1, Field(5, Field(6, Field(5, Field(13, entry))))));
        BundleFiles files = BundleFiles.FromFolder(_folder.Path);
        foreach (byte[] network in new[] { initializer, nested })
            Assert.Equal(code, Assert.Throws<ModkitException>(() => OnnxFile.RefuseExternalData(network, "network.onnx", files)).Issues[0].Code);
        OnnxFile.RefuseExternalData(Field(7, Field(2, "a graph's name"u8.ToArray())), "network.onnx", files);
    }

    [SkippableTheory]
    [InlineData("tiny-regression", "model.json")]
    [InlineData("tiny-regression", "network_info.json")]
    [InlineData("tiny-regression", "model_config.json")]
    [InlineData("tiny-regression", "model_data.npz")]
    [InlineData("tiny-regression", "bs_skin.npz")]
    [InlineData("tiny-regression", "implicit_emo_db.npz")]
    [InlineData("tiny-diffusion", "model.json")]
    [InlineData("tiny-diffusion", "network_info.json")]
    [InlineData("tiny-diffusion", "model_data_Ann.npz")]
    [InlineData("tiny-diffusion", "bs_tongue_Ann.npz")]
    [InlineData("tiny-a2e", "model.json")]
    [InlineData("tiny-a2e", "model_config.json")]
    public void Flipped_bytes_and_truncations_are_refused_or_read(string bundle, string name)
    {
        const int Flips = 1_000, Truncations = 20;
        TinyBundles.CopyTo(_folder.Path, bundle);
        string path = Path.Combine(_folder.Path, name);
        byte[] file = File.ReadAllBytes(path);
        Random random = new(9);
        for (int i = 0; i < Truncations; i++) Assert.NotEqual("", Outcome(file[..(file.Length * i / Truncations)]));
        for (int i = 0; i < Flips; i++)
        {
            byte[] flipped = [.. file];
            flipped[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            Outcome(flipped);
        }

        // Everything but a ModkitException fails the test.
        string Outcome(byte[] content)
        {
            using (FileStream stream = File.Create(path)) stream.Write(content);
            try
            {
                BundleIndex index = BundleIndex.Read(BundleFiles.FromFolder(_folder.Path));
                if (index.Kind == "regression") _ = new WeightEquations(RegressionBundle.Read(index).Geometry);
                if (index.Kind == "diffusion") _ = new WeightEquations(DiffusionBundle.Read(index).ReadFace(0));
                if (index.Kind == "emotion") _ = EmotionBundle.Read(index);
                return "";
            }
            catch (ModkitException e)
            {
                return e.Issues[0].Code;
            }
        }
    }

    /// <summary>Through ONNX Runtime itself: it opens and runs whatever our own look into the file lets pass.</summary>
    [SkippableTheory]
    [InlineData("tiny-regression")]
    [InlineData("tiny-diffusion")]
    [InlineData("tiny-a2e")]
    public void Networks_with_flipped_bytes_and_truncated_ones_are_refused_or_run(string bundle)
    {
        const int Flips = 1_000, Truncations = 20;
        TinyBundles.CopyTo(_folder.Path, bundle);
        string path = Path.Combine(_folder.Path, "network.onnx");
        byte[] file = File.ReadAllBytes(path);
        AudioClip clip = new("hum", Signals.Tone(800, 120, 0.5));
        Random random = new(20);
        // A network cut short may still be a whole one: protobuf has no end mark.
        for (int i = 0; i < Truncations; i++) Outcome(file[..(file.Length * i / Truncations)]);
        HashSet<string> outcomes = [];
        for (int i = 0; i < Flips; i++)
        {
            byte[] flipped = [.. file];
            flipped[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            outcomes.Add(Outcome(flipped));
        }
        Assert.Superset(new HashSet<string> { "", "MOD07", "MOD08" }, outcomes);

        string Outcome(byte[] content)
        {
            using (FileStream stream = File.Create(path)) stream.Write(content);
            try
            {
                using FaceModel model = FaceModel.Open(_folder.Path, new FaceModelOptions());
                if (model.Info.Kind == "emotion") return "";
                CurveTable weights = model.Animate(clip, new FaceStreamOptions()).Weights;
                foreach (float weight in weights.Values) Assert.True(float.IsFinite(weight));
                return "";
            }
            catch (ModkitException e)
            {
                return e.Issues[0].Code;
            }
        }
    }

    private static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), (byte)content.Length, .. content];

    private (string Code, string Place) Failure()
    {
        ModkitException e = Assert.Throws<ModkitException>(() => FaceModel.Open(_folder.Path, new FaceModelOptions()).Dispose());
        Assert.NotEqual("", e.Issues[0].Hint);
        return (e.Issues[0].Code, e.Issues[0].Place);
    }

    private void Replace(string name, string from, string to)
    {
        string text = File.ReadAllText(Path.Combine(_folder.Path, name));
        Assert.Contains(from, text, StringComparison.Ordinal);
        EchoNetwork.Write(_folder.Path, name, text.Replace(from, to, StringComparison.Ordinal));
    }
}
