using System.Globalization;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>
/// A device that is no processor: WebGPU, on the Vulkan driver in software that comes with Debian's Chromium. In a process of its own, as the driver is chosen
/// by the environment a process starts with.
/// </summary>
public sealed class WebGpuTests
{
    private const string Driver = "/usr/lib/chromium/vk_swiftshader_icd.json";

    /// <summary>Single precision summed in another order; the files round to 0.000001.</summary>
    private const double Tolerance = 1e-5;

    [SkippableTheory]
    [InlineData("tiny-regression")]
    [InlineData("tiny-diffusion")]
    public async Task Face_is_that_of_the_processor(string bundle)
    {
        string model = TestPaths.RequireShared("golden", "tiny-bundles", bundle);
        Skip.IfNot(File.Exists(Driver), "needs SwiftShader (Debian: apt-get install chromium)");
        using Scene scene = new();
        Dictionary<string, string> environment = new() { ["VK_ICD_FILENAMES"] = Driver };
        List<double[]> faces = [];
        foreach (string device in new[] { "cpu", "webgpu" })
        {
            string file = scene[device + ".csv"];
            (await A2f.StartAsync(TestPaths.RepositoryRoot, environment, "animate", "samples/hello-en.wav", "--model", model, "--device", device, "--to", "livelink-csv", "--fps", "60", "-o", file)).Expect(ExitCodes.Success);
            faces.Add([.. File.ReadLines(file).Skip(1).SelectMany(line => line.Split(',')[2..]).Select(text => double.Parse(text, CultureInfo.InvariantCulture))]);
        }
        Assert.Equal(faces[0].Length, faces[1].Length);
        Assert.True(faces[0].Max() > 0.2, "the face does not move");
        Assert.True(faces[0].Zip(faces[1], (one, other) => Math.Abs(one - other)).Max() <= Tolerance);
    }

    [SkippableFact]
    public async Task Missing_driver_is_one_clear_line()
    {
        string model = TestPaths.RequireShared("golden", "tiny-bundles", "tiny-regression");
        Dictionary<string, string> environment = new() { ["VK_ICD_FILENAMES"] = "/nowhere.json" };
        using Scene scene = new();
        A2f.Outcome outcome = (await A2f.StartAsync(TestPaths.RepositoryRoot, environment, "animate", "samples/hello-en.wav", "--model", model, "--device", "webgpu", "-o", scene["x.a2f.json"])).Expect(ExitCodes.Model);
        // Before it, the Vulkan loader inside ONNX Runtime has its own say.
        string line = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("error MOD09: webgpu: This device cannot run the model: Failed to get a WebGPU adapter", line, StringComparison.Ordinal);
        Assert.Contains(". Leave --device out", line, StringComparison.Ordinal);
        Assert.Empty(scene.Names);
    }
}
