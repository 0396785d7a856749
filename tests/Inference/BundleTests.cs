using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;

namespace Audio2Face.Modkit.Inference.Tests;

public sealed class BundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "modkit-default", 0.2)]
    [InlineData("default", "modkit-default", 0.2)]
    [InlineData("low-latency", "modkit-low-latency", 0.08)]
    public void Embedded_models_say_what_they_are(string? opened, string name, double lookAheadSeconds)
    {
        using FaceModel model = FaceModel.Open(opened, new FaceModelOptions());
        Assert.Equal(name, model.Info.Name);
        Assert.Equal("blendshape", model.Info.Kind);
        Assert.Equal("MIT", model.Info.Licence);
        Assert.Equal("cpu", model.Info.Device);
        Assert.Equal(64, model.Info.Sha256.Length);
        Assert.InRange(model.Info.SizeBytes, 100_000, 8_000_000);
        Assert.Equal(lookAheadSeconds, model.Info.LookAheadSeconds);
        Assert.True(model.Info.HasTongue);
        Assert.NotNull(model.Info.ModelCard);
    }

    [Fact]
    public void Folder_without_model_is_MOD01() => Assert.Contains("low-latency", AssertFails("MOD01").Hint, StringComparison.Ordinal);

    [Fact]
    public void Model_without_tongue_output_gives_the_same_face_without_it()
    {
        BundleFiles shipped = BundleFiles.BuiltIn("default");
        foreach (string name in new[] { "model.json", "network_info.json", "network.onnx" })
        {
            using FileStream copy = File.Create(Path.Combine(_folder.Path, name));
            copy.Write(shipped.Read(name, 16));
        }
        Replace("network_info.json", "\"tongue\": \"tongue\"", "\"comment\": \"\"");
        using FaceModel with = FaceModel.Open(null, new FaceModelOptions()), without = FaceModel.Open(_folder.Path, new FaceModelOptions());
        Assert.False(without.Info.HasTongue);
        AudioClip clip = new("babble", Signals.Babble(200_000, seed: 1));
        CurveTable face = without.Animate(clip, new FaceStreamOptions()).Weights, faceAndTongue = with.Animate(clip, new FaceStreamOptions()).Weights;
        Assert.Equal(ArkitChannels.Face, face.Channels);
        Assert.Equal(ArkitChannels.All, faceAndTongue.Channels);
        for (int frame = 0; frame < face.FrameCount; frame++) Assert.Equal(face.Frame(frame), faceAndTongue.Frame(frame)[..52]);
    }

    [Fact]
    public void Broken_json_is_MOD02_and_names_the_line()
    {
        EchoNetwork.WriteBundle(_folder.Path);
        EchoNetwork.Write(_folder.Path, "network_info.json", "{\n\"id\": }");
        Assert.Contains("line 2", AssertFails("MOD02").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"sampleRateHz\":16000", "\"sampleRateHz\":44100", "sampleRateHz")]
    [InlineData("\"hopSamples\":40", "\"hopSamples\":41", "hopSamples")]
    [InlineData("\"hopSamples\":40", "\"hopSamples\":\"40\"", "hopSamples")]
    [InlineData("\"lookAheadSamples\":400", "\"lookAheadSamples\":401", "lookAheadSamples")]
    [InlineData("\"lookAheadSamples\":400", "\"lookAheadSamples\":-80", "lookAheadSamples")]
    [InlineData("\"lookAheadSamples\":400", "\"lookAheadSamples\":1000000000", "look-ahead")]
    [InlineData("\"eyeBlinkLeft\"", "\"eyeWink\"", "eyeWink")]
    [InlineData("\"eyeBlinkLeft\"", "\"eyeBlinkRight\"", "twice")]
    [InlineData("\"type\":\"blendshape\"", "\"type\":3", "type")]
    public void Wrong_value_is_MOD02_and_named(string from, string to, string named)
    {
        EchoNetwork.WriteBundle(_folder.Path);
        Replace("network_info.json", from, to);
        Assert.Contains(named, AssertFails("MOD02").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_network_is_MOD03()
    {
        EchoNetwork.WriteBundle(_folder.Path);
        File.Delete(Path.Combine(_folder.Path, "network.onnx"));
        Assert.Equal("./network.onnx", AssertFails("MOD03").Place);
    }

    [Theory]
    [InlineData("../network.onnx")]
    [InlineData("/etc/hostname")]
    public void File_outside_the_folder_is_MOD04(string path)
    {
        EchoNetwork.WriteBundle(_folder.Path);
        Replace("model.json", "./network.onnx", path);
        AssertFails("MOD04");
    }

    [Fact]
    public void Git_lfs_pointer_is_MOD05()
    {
        EchoNetwork.WriteBundle(_folder.Path);
        EchoNetwork.Write(_folder.Path, "network.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        AssertFails("MOD05");
    }

    [Fact]
    public void Unknown_kind_is_MOD06()
    {
        EchoNetwork.WriteBundle(_folder.Path);
        Replace("network_info.json", "\"type\":\"blendshape\"", "\"type\":\"opera\"");
        Assert.Contains("opera", AssertFails("MOD06").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(120)]
    public void Network_cut_short_is_refused(int length)
    {
        EchoNetwork.WriteBundle(_folder.Path);
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder.Path, "network.onnx"));
        using (FileStream stream = File.Create(Path.Combine(_folder.Path, "network.onnx"))) stream.Write(bytes.AsSpan(0, length));
        AssertFails("MOD07");
    }

    [Fact]
    public void Network_with_other_outputs_is_MOD08()
    {
        EchoNetwork.WriteBundle(_folder.Path, outputName: "weights");
        AssertFails("MOD08");
    }

    [Theory]
    [InlineData("", "MOD02", "'tongue' is missing")]
    [InlineData("\"tongue\":[],", "MOD02", "tongue is empty")]
    [InlineData("\"tongue\":[\"eyeBlinkLeft\"],", "MOD02", "twice")]
    [InlineData("\"tongue\":[\"tongueUp\"],", "MOD08", "no output 'tongue'")]
    public void Tongue_that_is_promised_and_not_there_is_refused(string list, string code, string named)
    {
        EchoNetwork.WriteBundle(_folder.Path);
        Replace("network_info.json", "\"input\":", "\"tongue\":\"tongue\",\"input\":");
        Replace("network_info.json", "\"channels\":", list + "\"channels\":");
        Assert.Contains(named, AssertFails(code).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Network_with_another_number_of_channels_is_MOD08()
    {
        EchoNetwork.WriteBundle(_folder.Path);
        Replace("network_info.json", "\"eyeBlinkLeft\",", "");
        AssertFails("MOD08");
    }

    [Theory]
    [InlineData("quantum")]
    [InlineData("cuda")]
    public void Device_that_does_not_work_is_MOD09(string device)
    {
        // A machine with a working CUDA set-up opens it; any other must say why not.
        if (device == "cuda" && ExecutionProviders.Probe().Any(p => p.Name == "cuda" && p.IsUsable)) return;
        ModkitException e = Assert.Throws<ModkitException>(() => FaceModel.Open(null, new FaceModelOptions { Device = device }));
        Assert.Equal("MOD09", e.Issues[0].Code);
    }

    [Fact]
    public void Value_that_is_no_number_is_MOD10_with_its_time()
    {
        EchoNetwork.WriteBundle(_folder.Path, finalOperator: "Log");
        using FaceModel model = FaceModel.Open(_folder.Path, new FaceModelOptions());
        float[] clip = new float[16_000];
        Array.Fill(clip, 1);
        clip[8_000] = -1;
        ModkitException e = Assert.Throws<ModkitException>(() => model.Animate(new AudioClip("log", clip), new FaceStreamOptions { FaceExtras = false }));
        Assert.Equal("MOD10", e.Issues[0].Code);
        Assert.Equal("0.50 s", e.Issues[0].Place);
    }

    [Fact]
    public void Oversized_description_is_MOD14()
    {
        EchoNetwork.WriteBundle(_folder.Path);
        using (FileStream stream = File.OpenWrite(Path.Combine(_folder.Path, "network_info.json"))) stream.SetLength(17L << 20);
        AssertFails("MOD14");
    }

    [Fact]
    public void Cpu_always_works_and_every_other_provider_gives_a_reason()
    {
        IReadOnlyList<ExecutionProviderReport> reports = ExecutionProviders.Probe();
        Assert.Equal(ExecutionProviders.Names, reports.Select(r => r.Name));
        Assert.True(reports.Single(r => r.Name == "cpu").IsUsable);
        Assert.All(reports.Where(r => !r.IsUsable), r => Assert.NotEqual("", r.Reason));
    }

    private Issue AssertFails(string code)
    {
        ModkitException e = Assert.Throws<ModkitException>(() => FaceModel.Open(_folder.Path, new FaceModelOptions()).Dispose());
        Assert.Equal(code, e.Issues[0].Code);
        Assert.NotEqual("", e.Issues[0].Hint);
        return e.Issues[0];
    }

    private void Replace(string name, string from, string to)
    {
        string text = File.ReadAllText(Path.Combine(_folder.Path, name));
        Assert.Contains(from, text, StringComparison.Ordinal);
        EchoNetwork.Write(_folder.Path, name, text.Replace(from, to, StringComparison.Ordinal));
    }
}
