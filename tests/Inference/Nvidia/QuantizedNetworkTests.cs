using System.Diagnostics;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>Networks of 8 bits, as ONNX Runtime's own tool makes them from a user's model.</summary>
public sealed class QuantizedNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// What the network multiplies is off by half a step of 1/127 at most. The tongue shows most of that: its strength is 2, and poses and weights make no more
    /// of it (tongueStretch: 1 / 1, tongueUp: 0.5 / 0.5), so 2 x 0.5/127 = 0.0079.
    /// </summary>
    [SkippableTheory]
    [InlineData("qdq")]
    [InlineData("qoperator")]
    public async Task Network_of_8_bits_gives_nearly_the_same_face(string form)
    {
        const string Python = "/usr/bin/python3";
        Skip.IfNot(File.Exists(Python) && await RunAsync(Python, "-c", "import onnx") == 0, "needs python3-onnx (Debian: apt-get install python3-onnx)");
        string original = TinyBundles.Folder("tiny-regression");
        TinyBundles.CopyTo(_folder.Path, "tiny-regression");
        string script = Path.Combine(TestPaths.RepositoryRoot, "tests", "Inference", "Nvidia", "quantize-tiny.py");
        Assert.Equal(0, await RunAsync(Python, script, Path.Combine(original, "network.onnx"), Path.Combine(_folder.Path, "network.onnx"), form));

        float[] clip = Signals.Babble(16_000, seed: 8);
        float[] exact = Animate(original, clip), rounded = Animate(_folder.Path, clip);
        Assert.NotEqual(exact, rounded);
        FaceStreamTests.AssertClose(exact, rounded, 0.0079f);
    }

    private static float[] Animate(string bundle, float[] clip)
    {
        using FaceModel model = FaceModel.Open(bundle, new FaceModelOptions());
        return model.Animate(new AudioClip("clip", clip), new FaceStreamOptions()).Weights.Values.ToArray();
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return process.ExitCode;
    }
}
